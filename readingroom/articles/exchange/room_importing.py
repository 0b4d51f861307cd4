"""
From lines of what the office decided apart from articles to rows.

What nobody decided here is taken over: what is not there yet, and what still is as the software brought it. What this
office decided stays, and the outcome says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import BooleanField, Field, FloatField, IntegerField

from ..arrivals import Outcome
from ..models import Article, OfficeRow, Origin, Room, Source, SourceAlias, Term, TermState, Theme
from ..models.sources import SourceKind
from ..room import announce, writing
from ..vocabulary import is_as_shipped
from .lines import Damaged
from .numbers import count_on, free_source_number
from .room_exporting import natural_keys, office_models, said_value, value_fields
from .room_shape import ExportedPerson, ExportedRoom, ExportedRow, ExportedSource, ExportedTerm, ExportedTheme
from .rows import put
from .run import Run
from .said import moment_of

LEFT = "这里的照旧，没有动"


def import_room(exported: ExportedRoom, run: Run, name: str) -> Outcome:
    """A room that moved keeps its name; its identity as well, by which feeds know it, while nobody was told another."""
    if not run.same_room:
        return Outcome("unchanged", name, reason="文件来自另一个阅览室，名称、单位和联系方式不带过来")
    with writing():
        room, blank = Room.objects.get(), Room()
        taken = [one for one in ("name", "office", "contact") if getattr(room, one) == getattr(blank, one)]
        for one in taken:
            setattr(room, one, getattr(exported, one))
        if not Article.objects.exists():
            room.identity = _identity(exported.identity)
        room.full_clean()
        before = Room.objects.get()
        changed = [
            one for one in ("name", "office", "contact", "identity") if getattr(room, one) != getattr(before, one)
        ]
        room.save(update_fields=["name", "office", "contact", "identity"])
        announce()
    left = [one for one in ("name", "office", "contact") if getattr(room, one) != getattr(exported, one)]
    reason = f"名称、单位或联系方式与文件里的不同，{LEFT}" if left else ""
    return Outcome("updated" if changed else "unchanged", name, reason=reason)


def _identity(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise Damaged("阅览室的标识不是标识的样子") from None


def import_person(exported: ExportedPerson, run: Run, name: str) -> Outcome:
    """A name for what somebody did: whoever it is cannot log in with it before an administrator says so."""
    if not run.same_room:
        return Outcome("unchanged", name, reason="文件来自另一个阅览室，人不带过来，决定记下但不记是谁作的")
    with writing():
        if User.objects.filter(username=exported.username).exists():
            return Outcome("unchanged", name)
        user = User(
            username=exported.username,
            first_name=exported.first_name,
            last_name=exported.last_name,
            is_active=False,
        )
        user.set_unusable_password()
        user.full_clean()
        user.save()
    return Outcome("created", name, reason="没有密码，已停用；要让这个人登录，请管理员启用并设密码")


def import_theme(exported: ExportedTheme, run: Run, name: str) -> Outcome:
    with writing():
        theme = Theme.objects.filter(slug=exported.slug).first()
        outcome = "unchanged"
        said: Mapping[str, Any] = {one: getattr(exported, one) for one in ("name", "description", "order")}
        differs = theme is not None and any(getattr(theme, one) != value for one, value in said.items())
        if theme is None or (differs and is_as_shipped(theme)):
            outcome, differs = ("updated" if theme else "created"), False
            theme = theme or Theme(slug=exported.slug)
            for one, value in said.items():
                setattr(theme, one, value)
            theme.full_clean()
            theme.save()
        written, left = _import_terms(theme, exported.terms)
        if written or outcome != "unchanged":
            announce()
    remarks = [f"名称、说明或次序与文件里的不同，{LEFT}"] if differs else []
    remarks += [f"{left} 个主题词与文件里的不同，{LEFT}"] if left else []
    if outcome == "unchanged" and written:
        outcome = "updated"
    return Outcome("duplicate" if outcome == "unchanged" and remarks else outcome, name, reason="；".join(remarks))  # type: ignore[arg-type]


def _import_terms(theme: Theme, terms: tuple[ExportedTerm, ...]) -> tuple[int, int]:
    """How many were written, and how many are another way here."""
    here = {row.word: row for row in theme.terms.all()}
    new, changed, left = [], [], 0
    for one in terms:
        said = {column: getattr(one, column) for column in _COLUMNS_OF_TERMS}
        row = here.get(one.word)
        if row is None:
            new.append(Term(theme=theme, **said))
        elif any(getattr(row, column) != value for column, value in said.items()):
            if not _is_as_shipped(row):
                left += 1
                continue
            for column, value in said.items():
                setattr(row, column, value)
            changed.append(row)
    for row in (*new, *changed):
        row.clean_fields(exclude=["theme"])
    Term.objects.bulk_create(new)
    Term.objects.bulk_update(changed, _COLUMNS_OF_TERMS)
    return len(new) + len(changed), left


_COLUMNS_OF_TERMS = tuple(ExportedTerm.__dataclass_fields__)


def _is_as_shipped(row: Term) -> bool:
    return row.origin == Origin.SHIPPED and row.state != TermState.DELETED and row.weight == row.shipped_weight


def import_source(exported: ExportedSource, run: Run, name: str) -> Outcome:
    with writing():
        source = Source.objects.filter(name=exported.name).first()
        source = source or Source.objects.filter(aliases__spelling=exported.name).first()
        is_new = source is None
        source = source or _new_source(exported)
        run.sources[exported.name] = source.pk
        here = set(source.aliases.values_list("spelling", flat=True)) | {source.name}
        added: list[str] = []
        taken: list[str] = []
        for spelling in exported.aliases:
            if spelling in here:
                continue
            (taken if _is_anothers(spelling, source) else added).append(spelling)
        for alias in (SourceAlias(source=source, spelling=spelling) for spelling in added):
            alias.full_clean()
            alias.save()
        if is_new or added:
            announce()
    remarks = [f"这里的名称是“{source.name}”"] if source.name != exported.name else []
    if (source.kind, source.home_page) != (exported.kind, exported.home_page):
        remarks.append(f"类别或网址与文件里的不同，{LEFT}")
    if source.pk != exported.number:
        remarks.append(f"编号这里是 {source.pk}，文件里是 {exported.number}")
    remarks += [f"别名“{'”、“'.join(taken)}”在这里属于别的来源，没有添"] if taken else []
    outcome = "created" if is_new else "updated" if added else "duplicate" if remarks else "unchanged"
    return Outcome(outcome, name, reason="；".join(remarks))  # type: ignore[arg-type]


def _new_source(exported: ExportedSource) -> Source:
    source = Source(
        pk=free_source_number(exported.number),
        name=exported.name,
        kind=exported.kind if exported.kind in SourceKind.values else SourceKind.OTHER.value,
        home_page=exported.home_page,
    )
    source.full_clean(exclude=["id"])
    source.save()
    count_on(Source, source.pk)
    return source


def _is_anothers(spelling: str, source: Source) -> bool:
    aliases = SourceAlias.objects.filter(spelling=spelling).exclude(source=source)
    return aliases.exists() or Source.objects.filter(name=spelling).exclude(pk=source.pk).exists()


def import_row(exported: ExportedRow, run: Run, name: str) -> Outcome:
    model = next((one for one in office_models() if one._meta.label_lower == exported.model), None)
    if model is None:
        raise Damaged(f"没有“{exported.model:.60}”这样的内容")
    names = {field.name for field in value_fields(model)}
    if exported.values.keys() != names:
        raise Damaged(f"“{model._meta.verbose_name}”应有的项目是 {'、'.join(sorted(names))}")
    if wrong := [field for field in value_fields(model) if not _is_of_kind(exported.values[field.name], field)]:
        raise Damaged(f"“{wrong[0].verbose_name}”的内容不是应有的样子")
    with writing():
        row = _row_like(model, exported.values)
        if row and _values(row) == dict(exported.values):
            return Outcome("unchanged", name)
        if row and not (row.why_it_stays and row.changed_by_id is None):
            return Outcome("duplicate", name, reason=f"“{row}”与文件里的不同，{LEFT}")
        outcome = "updated" if row else "created"
        row = row or model()
        for field in value_fields(model):
            value = exported.values[field.name]
            setattr(row, field.attname, None if value is None else field.to_python(value))
        row.changed_by = run.person(exported.changed_by) if run.same_room else run.by
        row.full_clean()
        if exported.changed_at:
            row.changed_at = moment_of(exported.changed_at)  # type: ignore[assignment]
        put(row)
        announce()
    return Outcome(outcome, name)  # type: ignore[arg-type]


def _is_of_kind(value: Any, field: Field[Any, Any]) -> bool:
    """As `said_value` says it; what it says is for the model to look at, which trusts in this."""
    if value is None:
        return field.null
    return type(value) in next((types for kind, types in _KINDS if isinstance(field, kind)), (str,))


_KINDS: tuple[tuple[type[Field[Any, Any]], tuple[type, ...]], ...] = (
    (BooleanField, (bool,)),
    (IntegerField, (int,)),
    (FloatField, (int, float)),
)
"""What is neither is said as a text."""


def _values(row: OfficeRow) -> dict[str, Any]:
    return {field.name: said_value(field, row) for field in value_fields(type(row))}


def _row_like(model: type[OfficeRow], values: Mapping[str, Any]) -> OfficeRow | None:
    for columns in natural_keys(model):
        wanted = {column: values[column] for column in columns}
        if None not in wanted.values() and (row := model._default_manager.filter(**wanted).first()):
            return row
    return None


def name_of(exported: ExportedRow) -> str:
    """As the desk calls it, with what it says first."""
    model = next((one for one in office_models() if one._meta.label_lower == exported.model), None)
    kind = str(model._meta.verbose_name) if model else exported.model[:60]
    columns = natural_keys(model)[0] if model else ()
    # Not what kind of word it is, which is a choice among the program's names.
    told = [column for column in columns if model and not getattr(model._meta.get_field(column), "choices", None)]
    said = " ".join(str(exported.values.get(column, ""))[:40] for column in told)
    return f"{kind}“{said}”"
