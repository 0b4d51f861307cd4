"use strict";

// A batch that is being worked off: asks every second whether something changed, and puts in what did. What a curator is
// typing into, or has opened, stays as it is until the page is loaded again.

(() => {
  const batch = document.getElementById("batch");
  const PAUSE = 1000;
  const PAUSE_AFTER_FAILURE = 5000;

  function isInUse(row) {
    return row.contains(document.activeElement) || row.querySelector("details[open]") !== null;
  }

  function renewRows(fresh) {
    for (const row of fresh.querySelectorAll("tbody tr")) {
      const old = document.getElementById(row.id);
      if (old === null) {
        // Files of an archive that has just been unpacked: all in their order.
        batch.querySelector("tbody").replaceWith(fresh.querySelector("tbody"));
        return;
      }
      if (!isInUse(old) && old.innerHTML !== row.innerHTML) {
        old.replaceWith(row.cloneNode(true));
      }
    }
  }

  function renew(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const standing = batch.querySelector(".batch-standing");
    if (!standing.contains(document.activeElement)) {
      standing.replaceWith(fresh.querySelector(".batch-standing").cloneNode(true));
    }
    renewRows(fresh);
  }

  async function look() {
    const answer = await fetch(`${batch.dataset.progress}&version=${batch.dataset.version}`, {
      headers: { Accept: "application/json" },
    });
    const found = await answer.json();
    if (found.html) {
      renew(found.html);
      batch.dataset.version = found.version;
    }
    batch.dataset.waiting = found.waiting;
  }

  function isWaiting() {
    return batch.dataset.waiting !== "0";
  }

  async function lookAgain() {
    let pause = PAUSE;
    try {
      await look();
    } catch (error) {
      // The server is being started again, or somebody logged out; the page is as good as it was.
      pause = PAUSE_AFTER_FAILURE;
    }
    if (isWaiting()) {
      window.setTimeout(lookAgain, pause);
    }
  }

  if (isWaiting()) {
    window.setTimeout(lookAgain, PAUSE);
  }
})();
