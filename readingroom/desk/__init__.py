"""
The curators' desk: Django's admin at /desk/, in Chinese, for people who are no technicians.

The stock admin and not pages of our own: lists, filters, permissions, history and login are there and known to be
safe. Where a form of all columns would mislead, a page of ours stands in its place: 收稿 for adding an article,
处理 for changing one. Both are plain forms that work without a script.
"""
