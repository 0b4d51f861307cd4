"use strict";

// 收稿: files can be dropped anywhere on the form and taken off again before they are sent; what would be refused is
// said before that, and how much has been sent while it is. Without this script the form does the same in one step.

(() => {
  const form = document.getElementById("receiving");
  const input = form.querySelector("input[type=file]");
  const chosen = document.getElementById("receiving-chosen");
  const mistakes = document.getElementById("receiving-mistakes");
  const progress = document.getElementById("receiving-progress");
  const submit = form.querySelector("input[type=submit]");
  const most = Number(form.dataset.mostFiles);
  const largestBatch = Number(form.dataset.largestBatch);
  const largestFile = Number(form.dataset.largestFile);
  const MB = 1024 * 1024;

  const hint = document.createElement("span");
  hint.textContent = "也可以把文件拖到这一页上。";
  input.after(hint);

  let files = [];

  function size(bytes) {
    return bytes < MB ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / MB).toFixed(1)} MB`;
  }

  function beyondLimits() {
    const found = [];
    if (files.length > most) {
      found.push(`一次最多 ${most} 个文件，这里有 ${files.length} 个。请分几次收。`);
    }
    if (files.reduce((sum, file) => sum + file.size, 0) > largestBatch) {
      found.push(`文件合计超过 ${largestBatch / MB} MB。请分几次收。`);
    }
    for (const file of files) {
      if (file.size > largestFile) {
        found.push(`“${file.name}”超过 ${largestFile / MB} MB。请去掉它，或拆开后再收。`);
      }
    }
    return found;
  }

  function say(sentences) {
    mistakes.textContent = sentences.join(" ");
    mistakes.hidden = sentences.length === 0;
  }

  function show() {
    chosen.textContent = "";
    files.forEach((file, place) => {
      const entry = document.createElement("li");
      entry.textContent = `${file.name}（${size(file.size)}）`;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button";
      button.textContent = "去掉";
      button.setAttribute("aria-label", `去掉 ${file.name}`);
      button.addEventListener("click", () => {
        files.splice(place, 1);
        show();
        (chosen.querySelectorAll("button")[place] || input).focus();
      });
      entry.append(button);
      chosen.append(entry);
    });
    say(beyondLimits());
  }

  function isSame(one, other) {
    return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
  }

  function add(more) {
    for (const file of more) {
      if (!files.some((one) => isSame(one, file))) {
        files.push(file);
      }
    }
    show();
  }

  // What is chosen a second time comes beside the first; the list is what is sent, the field is empty.
  input.addEventListener("change", () => {
    add(Array.from(input.files));
    input.value = "";
  });

  function hasFiles(event) {
    return Array.from(event.dataTransfer.types).includes("Files");
  }

  document.addEventListener("dragover", (event) => {
    if (hasFiles(event)) {
      event.preventDefault();
      form.classList.add("receiving-over");
    }
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) {
      form.classList.remove("receiving-over");
    }
  });
  document.addEventListener("drop", (event) => {
    if (hasFiles(event)) {
      event.preventDefault();
      form.classList.remove("receiving-over");
      // A folder has no bytes of its own; its files have to be chosen.
      const entries = Array.from(event.dataTransfer.items).map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
      const isFolder = (place) => Boolean(entries[place] && entries[place].isDirectory);
      const dropped = Array.from(event.dataTransfer.files);
      add(dropped.filter((_, place) => !isFolder(place)));
      if (dropped.some((_, place) => isFolder(place))) {
        say([...beyondLimits(), "文件夹不能整个拖进来，请打开它，选里面的文件，或压缩成 ZIP。"]);
      }
    }
  });

  function isSending(is) {
    submit.disabled = is;
    if (!is) {
      progress.textContent = "";
    }
  }

  function failed(sentences) {
    isSending(false);
    say(sentences);
    mistakes.scrollIntoView();
  }

  function answered(request) {
    let answer = {};
    try {
      answer = JSON.parse(request.responseText);
    } catch (error) {
      // The answer is a page: of the login, or of a fault.
    }
    if (answer.address) {
      window.location.assign(answer.address);
    } else if (answer.mistakes) {
      failed(answer.mistakes);
    } else if (request.status === 413) {
      failed(["文件太大，服务器没有接收。请分几次收。"]);
    } else {
      failed(["没有收下。请刷新这一页看看是否还在登录，然后再试一次。"]);
    }
  }

  // A browser that goes back shows the page as it was left.
  window.addEventListener("pageshow", () => isSending(false));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = beyondLimits();
    if (wrong.length) {
      failed(wrong);
      return;
    }
    const data = new FormData(form);
    data.delete(input.name);
    for (const file of files) {
      data.append(input.name, file, file.name);
    }
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (sent) => {
      if (sent.lengthComputable) {
        progress.textContent = `已上传 ${Math.floor((100 * sent.loaded) / sent.total)}%`;
      }
    });
    request.upload.addEventListener("load", () => {
      progress.textContent = "已上传，正在存下……";
    });
    request.addEventListener("load", () => answered(request));
    request.addEventListener("error", () => failed(["没有连上服务器，什么也没有收。请检查网络，再试一次。"]));
    request.open("POST", form.action || window.location.href);
    request.setRequestHeader("Accept", "application/json");
    say([]);
    isSending(true);
    request.send(data);
  });
})();
