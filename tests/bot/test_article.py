"""What people hand in is condensed in a time that grows with its length, and no faster."""

import time

import pytest

from bot.article import LARGEST_PAGE, LONGEST_FILE, file_summary, page_summary
from summarise.model import Summary

SAID = (
    "The ferry to Rostock was cancelled on Tuesday because of the storm, the operator said.\n"
    "It will sail again on Wednesday morning if the wind allows, according to the harbour master.\n"
)


def condensed(text: str) -> str:
    found = file_summary(text.encode(), "text/markdown", 8)
    assert isinstance(found, Summary)
    return " ".join(one.text for one in found.sentences)


@pytest.mark.parametrize("fence", ["```", "~~~~", "   ```"])
def test_fenced_code_is_left_out_whatever_stands_in_it(fence: str) -> None:
    code = "The password of the administrator is printed on the label below the old machine."
    said = condensed(
        f"{fence} text\n~~\n``\n{code}\n{fence}  \n\nThe captain thanked everybody for waiting on deck.\n"
    )
    assert "captain" in said
    assert "password" not in said


def test_fence_that_is_never_closed_is_text() -> None:
    assert "captain" in condensed("~~~ note\nThe captain thanked everybody for their patience.\n~~\n")


@pytest.mark.parametrize("line", ["~~~x\n", "```x y\n", "~~~\n", "``` `\n"])
def test_a_file_of_nothing_but_fences_is_read_at_once(line: str) -> None:
    began = time.process_time()
    file_summary((line * (LONGEST_FILE // len(line))).encode(), "text/markdown", 3)
    assert time.process_time() - began < 10  # it took 45 s


def test_of_a_page_so_much_is_read_and_no_more() -> None:
    head = f"<html><body><article><p>{SAID}</p>"
    filled = (
        f"{head}<!--{'x' * LARGEST_PAGE}--><p>The captain thanked everybody for their patience on deck.</p>"
    )
    found = page_summary(filled.encode(), "text/html", "https://harbour.example/", 8)
    assert isinstance(found, Summary)
    said = " ".join(one.text for one in found.sentences)
    assert "ferry" in said
    assert "captain" not in said
