"""A filter of SCIM to one condition of SQL: two-valued, and as the filter reads in memory."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scim2_models import AttributeBinding, InvalidFilterException, ScimFilter
from scim2_models.path import (
    AttrPath,
    Comparison,
    FilterNode,
    FilterVisitor,
    LogicalExpr,
    LogicalOperator,
    Not,
    Present,
    ValuePath,
    coerce_value,
)
from scim2_models.path import CompareOperator as Op
from sqlalchemy import FromClause, Text, and_, cast, exists, false, func, literal, not_, or_, true
from sqlalchemy.sql.elements import ColumnElement
from typing_extensions import override

from pursight_server.platform.conditions import Condition
from pursight_server.provisioning.model import fold

Expression = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Elements:
    """The values of an attribute that has several: rows, and what each of them holds.

    Attributes:
        rows: What to select from.
        of_this: Which of the rows belong to the resource at hand.
        parts: Each sub-attribute's value, by the model's name of it.
    """

    rows: FromClause
    of_this: Condition
    parts: dict[str, Expression]

    def any(self, condition: Condition) -> Condition:
        """Whether one of them is so."""
        return exists().select_from(self.rows).where(self.of_this, condition)


class Shape(ABC):
    """Where the values of a resource's attributes lie in the database."""

    @abstractmethod
    def value(self, binding: AttributeBinding) -> Expression | None:
        """Give an attribute that has one value; None when it cannot be asked for."""

    @abstractmethod
    def parts(self, binding: AttributeBinding) -> Sequence[Expression]:
        """Give the values inside an attribute that consists of others."""

    @abstractmethod
    def elements(self, binding: AttributeBinding) -> Elements | None:
        """Give the values of an attribute that has several."""


def compiled(wanted: ScimFilter[Any], shape: Shape) -> Condition:
    """Compile a filter that was checked against its model.

    Raises:
        InvalidFilterException: It asks for what cannot be asked for, or compares with what no text
            of a database can hold.
    """
    return _Compiler(wanted, shape).visit(wanted.ast)


class _Compiler(FilterVisitor[Condition]):
    def __init__(self, wanted: ScimFilter[Any], shape: Shape) -> None:
        self._filter, self._shape = wanted, shape

    @override
    def visit_not(self, node: Not) -> Condition:
        return not_(self.visit(node.expr))

    @override
    def visit_logical_expr(self, node: LogicalExpr) -> Condition:
        return _joined(node, self.visit)

    @override
    def visit_present(self, node: Present) -> Condition:
        binding = self._bound(node.attr_path)
        if binding.is_multivalued:
            elements = self._elements(binding)
            named = binding.sub_field_name
            shown = [elements.parts[named]] if named else list(elements.parts.values())
            return elements.any(or_(*(_present(part) for part in shown)))
        if parts := self._shape.parts(binding):
            return or_(*(_present(part) for part in parts))
        return _present(self._value(binding))

    @override
    def visit_comparison(self, node: Comparison) -> Condition:
        binding = self._filter.resolve_comparison(node.attr_path)
        if binding is None:
            raise _cannot(node.attr_path)
        if not binding.is_multivalued:
            return _compared(self._value(binding), node, binding)
        elements, part = self._elements(binding), binding.sub_field_name or "value"
        if part not in elements.parts:
            raise _cannot(node.attr_path)
        hit = _compared(elements.parts[part], node, binding)
        if node.value is None and node.op is Op.eq:
            return or_(elements.any(hit), not_(elements.any(true())))
        if node.op is Op.ne:  # of none of them
            none = not_(elements.any(not_(hit)))
            return and_(none, elements.any(true())) if node.value is None else none
        return elements.any(hit)

    @override
    def visit_value_path(self, node: ValuePath) -> Condition:
        outer = node.attr_path
        elements = self._elements(self._bound(outer))

        def inside(path: AttrPath) -> tuple[Expression, AttributeBinding]:
            binding = self._filter.resolve_comparison(AttrPath(outer.attr, path.attr, outer.uri))
            if binding is None or path.sub_attr or binding.sub_field_name not in elements.parts:
                raise _cannot(path)
            return elements.parts[binding.sub_field_name], binding

        return elements.any(_Inside(inside).visit(node.val_filter))

    def _bound(self, path: AttrPath) -> AttributeBinding:
        binding = self._filter.resolve(path)
        if binding is None:
            raise _cannot(path)
        return binding

    def _value(self, binding: AttributeBinding) -> Expression:
        found = self._shape.value(binding)
        if found is None:
            raise InvalidFilterException(detail=f"{binding.urn} cannot be asked for")
        return found

    def _elements(self, binding: AttributeBinding) -> Elements:
        found = self._shape.elements(binding)
        if found is None or (binding.sub_field_name or "value") not in found.parts:
            raise InvalidFilterException(detail=f"{binding.urn} cannot be asked for")
        return found


class _Inside(FilterVisitor[Condition]):
    """What stands between brackets, about one of several values."""

    def __init__(self, inside: Callable[[AttrPath], tuple[Expression, AttributeBinding]]) -> None:
        self._inside = inside

    @override
    def visit_not(self, node: Not) -> Condition:
        return not_(self.visit(node.expr))

    @override
    def visit_logical_expr(self, node: LogicalExpr) -> Condition:
        return _joined(node, self.visit)

    @override
    def visit_present(self, node: Present) -> Condition:
        return _present(self._inside(node.attr_path)[0])

    @override
    def visit_comparison(self, node: Comparison) -> Condition:
        value, binding = self._inside(node.attr_path)
        return _compared(value, node, binding)


def folded(value: Expression, binding: AttributeBinding) -> Expression:
    """Spell a text as it is compared and ordered: byte by byte, A to Z small unless case counts."""
    if not isinstance(value.type, Text):
        return value
    plain = value.collate("C")
    return plain if binding.case_exact else func.lower(plain, type_=Text)


def _joined(node: LogicalExpr, visit: Callable[[FilterNode], Condition]) -> Condition:
    join = and_ if node.op is LogicalOperator.and_ else or_
    return join(*(visit(term) for term in node.terms))


def _present(value: Expression) -> Condition:
    if isinstance(value.type, Text):
        return func.coalesce(value != "", false())
    return value.is_not(None)


def _compared(value: Expression, node: Comparison, binding: AttributeBinding) -> Condition:
    wanted, op = coerce_value(binding, node.value, node.op), node.op
    if wanted is None:
        return {Op.eq: value.is_(None), Op.ne: value.is_not(None)}.get(op, false())
    if isinstance(wanted, str):
        return _texts(value, wanted, op, binding)
    if isinstance(wanted, datetime) and wanted.tzinfo is None:
        return true() if op is Op.ne else false()
    if not isinstance(wanted, bool | datetime) or op not in _ORDERED:
        return false()
    return _two_valued(_ORDERED[op](value, literal(wanted)), op)


def _texts(value: Expression, wanted: str, op: Op, binding: AttributeBinding) -> Condition:
    if not isinstance(value.type, Text):
        return false()
    if "\x00" in wanted or any("\ud800" <= sign <= "\udfff" for sign in wanted):
        raise InvalidFilterException(detail="the filter compares with what is no text")
    left = folded(value, binding)
    right = cast(literal(wanted if binding.case_exact else fold(wanted), Text), Text).collate("C")
    if op is Op.co:
        found = func.strpos(left, right) > 0
    elif op is Op.sw:
        found = func.left(left, len(wanted)) == right
    elif op is Op.ew:
        found = func.right(left, len(wanted)) == right
    else:
        found = _ORDERED[op](left, right)
    return _two_valued(found, op)


def _two_valued(found: Condition, op: Op) -> Condition:
    """What is not there is like nothing, and unlike everything."""
    return func.coalesce(found, true() if op is Op.ne else false())


def _cannot(path: AttrPath) -> InvalidFilterException:
    return InvalidFilterException(detail=f"{path.attr} cannot be asked for")


_ORDERED: dict[Op, Callable[[Any, Any], Condition]] = {
    Op.eq: lambda left, right: left == right,
    Op.ne: lambda left, right: left != right,
    Op.gt: lambda left, right: left > right,
    Op.ge: lambda left, right: left >= right,
    Op.lt: lambda left, right: left < right,
    Op.le: lambda left, right: left <= right,
}
