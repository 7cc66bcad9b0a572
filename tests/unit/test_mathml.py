"""A formula as one line of text, from the MathML that pandoc writes."""

from __future__ import annotations

import re

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publish.model.mathml import Fraction, Grid, Kind, Token, linear, parse
from publish.readers.xhtml.math_text import math_text


def mathml(tex: str) -> str:
    html = pypandoc.convert_text(f"${tex}$", "html", format="commonmark_x", extra_args=["--mathml"])
    found = re.search(r"<math.*</math>", html, re.DOTALL)
    assert found is not None
    return found.group()


@pytest.mark.parametrize(
    ("tex", "line"),
    [
        ("t(9;22)", "t(9;22)"),
        ("x^2", "x⁽2⁾"),
        ("x_i^2", "x₍i₎⁽2⁾"),
        (r"10^{9}/\text{L}", "10⁽9⁾/L"),
        (r"\frac{a+b}{2}", "(a+b)/2"),
        (r"\sqrt{x+1}", "√(x+1)"),
        (r"\sqrt[3]{x}", "⁽3⁾√(x)"),
        (r"\sum_{i=1}^{n} i", "∑₍i=1₎⁽n⁾i"),
        (r"\text{dose} = 10\,\text{mg}", "dose=10 mg"),
        (r"\sin x", "sin x"),
        (r"{}^{14}C", "⁽14⁾C"),
        (r"\mathrm{BMI}=\frac{\mathrm{kg}}{\mathrm{m}^2}", "BMI=kg/(m⁽2⁾)"),
        (r"\dfrac{a}{b}", "a/b"),
        (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", "(a b; c d)"),
        ("-5", "−5"),
    ],
)
def test_a_formula_reads_as_one_line(tex: str, line: str) -> None:
    assert linear(mathml(tex)) == line
    assert math_text(etree.fromstring(mathml(tex))) == line, "by the reader of pages, which shares no code with it"


LEAVES = st.sampled_from(
    [
        "<mi>x</mi>",
        '<mi mathvariant="normal">k</mi>',
        "<mi>sin</mi>",
        "<mn>12</mn>",
        "<mo>−</mo>",
        "<mo>\u2061</mo>",
        "<mtext>mg</mtext>",
        '<mspace width="0.2em"/>',
        '<mspace width="-0.1em"/>',
    ]
)


def joined(parts: st.SearchStrategy[str], tag: str, number: int, attributes: str = "") -> st.SearchStrategy[str]:
    children = st.lists(parts.map(lambda part: f"<mrow>{part}</mrow>"), min_size=number, max_size=number)
    return children.map(lambda each: f"<{tag}{attributes}>{''.join(each)}</{tag}>")


FORMULAS = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.lists(parts, max_size=4).map("".join),
        *(joined(parts, tag, 2) for tag in ("msub", "msup", "mover", "munder", "mfrac", "mroot")),
        joined(parts, "mfrac", 2, ' linethickness="0"'),
        *(joined(parts, tag, 3) for tag in ("msubsup", "munderover")),
        joined(parts, "msqrt", 1),
        joined(parts, "mtd", 2).map(lambda cells: f"<mtable><mtr>{cells}</mtr></mtable>"),
    ),
    max_leaves=12,
)


@given(FORMULAS)
def test_both_readers_of_formulas_agree(inner: str) -> None:
    formula = f'<math xmlns="http://www.w3.org/1998/Math/MathML">{inner}</math>'
    assert math_text(etree.fromstring(formula)) == linear(formula)


def test_a_whole_number_and_a_fraction_do_not_run_together() -> None:
    assert linear(mathml(r"2\frac{1}{2}")) == "2 1/2"
    assert linear(mathml(r"\frac{1}{2}3")) == "1/2 3"
    assert linear(mathml(r"{2\frac{1}{2}}3")) == "2 1/2 3"


def test_a_power_of_a_fraction_is_not_a_power_of_its_denominator() -> None:
    assert linear(mathml(r"{\frac{2}{3}}^2")) == "(2/3)⁽2⁾"


def test_a_binomial_coefficient_is_no_fraction() -> None:
    tree = parse(mathml(r"\binom{n}{k}"))
    assert linear(mathml(r"\binom{n}{k}")) == "(n; k)"
    assert Fraction.__name__ not in repr(tree)
    assert Grid.__name__ in repr(tree)


def test_upright_letters_side_by_side_are_one_word() -> None:
    assert parse(mathml(r"\mathrm{mg}")) == Token(Kind.IDENTIFIER, "mg", upright=True)


def test_a_variable_is_italic() -> None:
    assert parse(mathml("x")) == Token(Kind.IDENTIFIER, "x", upright=False)


@pytest.mark.parametrize(
    ("tex", "element"), [(r"\cancel{x}", "menclose"), (r"\boxed{x}", "menclose"), (r"\phantom{x}", "mphantom")]
)
def test_an_element_outside_the_set_is_named(tex: str, element: str) -> None:
    with pytest.raises(ValueError, match=f"<{element}>"):
        parse(mathml(tex))


def test_broken_markup_is_refused() -> None:
    with pytest.raises(ValueError, match="not well-formed"):
        parse("<math><mi>x</math>")


def test_markup_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="<p>"):
        parse("<p>x</p>")


def test_a_script_without_its_base_is_refused() -> None:
    with pytest.raises(ValueError, match="<msup> with 1 parts instead of 2"):
        parse('<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mn>2</mn></msup></math>')
