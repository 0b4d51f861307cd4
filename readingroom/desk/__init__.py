"""
The curators' desk: Django's admin at /desk/, in Chinese, for people who are no technicians.

The stock admin and not pages of our own: lists, filters, permissions, history and login are there and known to be
safe. Where a form of all columns would mislead, a page of ours stands in its place: 收稿 for adding an article,
处理 for changing one, the page of a batch, 比对 of two articles, 隐去. All are plain forms that work without a script.

The modules, by what they are for:

- to bring in, 收稿: `receiving`; the page of a batch: `batches`, `batch_files`
- to put right, 处理: `handling` answers, `workbench` is what the page shows, with `parts`, `item_text`, `doubts` and
  `page_pictures`; what its forms send and do: `forms`, `actions`, of a line or an item `place_forms`, `place_actions`,
  `taking`; who comes second: `meanwhile`; on to the next article: `next_article`
- to compare, 比对: `comparing`, `pairing`, `side_by_side`
- to take out personal data, 隐去: `redacting`; what it leaves in the room: `left_over`
- for many articles at once: `bulk`, `bulk_acts`, `bulk_notes`, `bulk_telling`, `downloading`
- to look after the room: `overview`, `rules`, `merging`; to take it along, 导出与收入: `exchanging`, `imports`
- before words are saved or deleted: `weighed`, `weighing`, `weights`
- around every page: `site`, `admin`, `stock`, `curated`, `lists`, `finding`, `access`, `editors`, `wording`, `apps`,
  `management`, `migrations` (of permissions: the desk has no models), `templatetags`

A page is a module of functions that an admin class calls, so that `admin` says only what is listed and filtered.
"""
