"""Log files stay small while a child keeps writing to them."""

import subprocess
import sys

from procurement.serving.log_file import keep_small, last_words, open_log


def test_a_log_that_grew_is_set_aside_and_the_writer_goes_on_at_the_new_end(tmp_path):
    path = tmp_path / "web.log"
    with open_log(path) as log:
        log.write(b"x" * 2000 + b"\n")
        log.flush()
        assert keep_small(path, most=1000)
        log.write(b"after\n")
    assert path.read_bytes() == b"after\n"
    assert path.with_name("web.log.1").stat().st_size == 2001


def test_a_small_log_is_left_alone(tmp_path):
    path = tmp_path / "web.log"
    path.write_bytes(b"x" * 1000)
    assert not keep_small(path, most=1000)
    assert not keep_small(tmp_path / "none.log")
    assert not path.with_name("web.log.1").exists()


def test_logs_are_readable_by_their_owner_alone(tmp_path):
    path = tmp_path / "web.log"
    with open_log(path) as log:
        subprocess.run([sys.executable, "-S", "-c", "print('hello')"], stdout=log, check=True)
    assert path.stat().st_mode & 0o777 == 0o600
    assert last_words(path) == "hello"


def test_the_last_words_is_the_last_that_says_something(tmp_path):
    path = tmp_path / "web.log"
    path.write_text("Traceback\nOperationalError: no such table\n\n  \n")
    assert last_words(path) == "OperationalError: no such table"
    path.write_bytes(b"\xff" * 10 + b"y" * 9000)
    assert len(last_words(path)) == 300
    assert last_words(tmp_path / "none.log") == ""


def test_the_last_words_of_a_line_of_ours_are_the_end_of_its_traceback(tmp_path):
    path = tmp_path / "web.log"
    path.write_text('{"event": "fine"}\n{"event": "failed", "exception": "Traceback\\n  File\\nKeyError: 7\\n"}\n')
    assert last_words(path) == "KeyError: 7"
    path.write_text('{"event": "port is taken"}\n')
    assert last_words(path) == "port is taken"
    path.write_text('["not", "ours"]\n')
    assert last_words(path) == '["not", "ours"]'
