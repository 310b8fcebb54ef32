"""The wire between the renderer and its parent."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.dossier.frames import HTML, META, PDF, FrameBuffer, packed, read_frame


def test_a_frame_is_read_back_as_it_was_sent():
    stream = io.BytesIO(packed(META, b"{}") + packed(HTML, b"<p>"))
    assert read_frame(stream) == (META, b"{}")
    assert read_frame(stream) == (HTML, b"<p>")
    assert read_frame(stream) is None


@pytest.mark.parametrize("cut", [1, 5, 9, 11])
def test_a_frame_that_breaks_off_is_no_frame(cut):
    assert read_frame(io.BytesIO(packed(PDF, b"four")[:cut])) is None


@given(st.lists(st.binary(max_size=300), max_size=5), st.integers(1, 50))
def test_frames_are_whole_however_the_pipe_cuts_them(payloads, piece):
    sent = b"".join(packed(PDF, payload) for payload in payloads)
    buffer = FrameBuffer()
    got = [frame.payload for start in range(0, len(sent), piece) for frame in buffer.feed(sent[start : start + piece])]
    assert got == payloads


def test_a_length_beyond_all_reason_is_refused():
    with pytest.raises(ValueError, match="bytes was announced"):
        list(FrameBuffer().feed(PDF + b"\xff" * 8))
