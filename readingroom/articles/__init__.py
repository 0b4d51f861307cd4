"""
The library: originals, their readings, what curators decided, and the published editions.

`importing` creates from files and `exchange` from another room, `curation` changes and publishes, `uploads` keeps what
waits to be read; nothing else writes. What readers see changes only by `curation.publish`, which writes an immutable
`Edition` and the `Paragraph` rows made from it. The working copy is `pipeline.process(reading, decisions, vocabulary)`,
a pure function, so it is kept only as a `Cleaning` that can be made again at any time. News for the index travels
upward as `Change` rows, not as signals: bulk writes skip signals silently.

The modules, by what they are for:

- the rows: `models`, `migrations`, `stored`, `room`, `refusal`
- to bring in: `uploads`, `arrivals`, `limits`, `importing`, `underway`, `seeds`, `exchange`
- to know what is there already: `resemblances`, `stand_ins`, `likeness`, `sketches`, `simhash`
- the working copy: `working_copy`, `revising`, `appearances`, `rehearsing`, `vocabulary`, `ledger`, `compositions`
- to put right and to publish: `curation`, `manuscript`, `titles`, `outlets`, `differences`
- the keys of paragraphs: `keys`, `claims`, `lineage`
- to look after the room: `effects`, `rule_record`, `questioning`
- words and addresses: `wording`, `addresses`
- for Django: `apps`, `management`
"""
