"""What one import knows: on whose behalf, and what the file's own numbers are here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from django.contrib.auth.models import User

from ..models import Article, Reading
from ..refusal import Refused


class Found(NamedTuple):
    """
    An article of the file and where it is here.

    `readings` are the rows here in the file's order; empty where the article here is another than the file's, so that
    nothing more is said of it.
    """

    number: int
    readings: tuple[int, ...]

    @property
    def is_as_in_the_file(self) -> bool:
        return bool(self.readings)


@dataclass
class Run:
    """
    One import. `by` is who brings in; `publish` leaves public what was.

    `same_room` takes the file as this room's own, from before it moved: users of the same name are the same people, and
    the room's name is its name. `borrowed` are files that came with an article that does not own them; their own may
    still follow. `renamed` are hashes of files that are called otherwise today than in the file.
    """

    by: User | None = None
    publish: bool = False
    same_room: bool = False
    largest_number: int = 0
    renamed: dict[str, str] = field(default_factory=dict)
    borrowed: set[str] = field(default_factory=set)
    articles: dict[int, Found] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    batches: dict[int, int] = field(default_factory=dict)
    uploads: dict[int, int] = field(default_factory=dict)
    _people: dict[str, User | None] = field(default_factory=dict)

    def person(self, name: str | None) -> User | None:
        if not name or not self.same_room:
            return None
        if self._people.get(name) is None:
            self._people[name] = User.objects.filter(username=name).first()
        return self._people[name]

    def hash_of(self, sha256: str) -> str:
        return self.renamed.get(sha256, sha256)

    def number_of(self, number: int) -> int:
        """The number here of an article of the file."""
        if number not in self.articles:
            raise Refused(f"第 {number} 号文章没有收入，关于它的这一行也不收")
        return self.articles[number].number

    def has_as_in_the_file(self, number: int) -> bool:
        return number in self.articles and self.articles[number].is_as_in_the_file

    def article(self, number: int) -> Article:
        return Article.objects.get(pk=self._found(number).number)

    def reading(self, article: int, place: int) -> Reading:
        found = self._found(article)
        if not 0 <= place < len(found.readings):
            raise Refused(f"提到了第 {article} 号文章没有的读本")
        return Reading.objects.get(pk=found.readings[place])

    def _found(self, number: int) -> Found:
        self.number_of(number)
        if not self.has_as_in_the_file(number):
            raise Refused(f"第 {number} 号文章这里的与文件里的不同，关于它的这一行没有收，这里的照旧")
        return self.articles[number]
