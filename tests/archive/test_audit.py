from tests.audit import told

SKIPPED = {"name": "whoosh", "skip_reason": "not found"}
SOUND = {"name": "nh3", "version": "1.0", "vulns": []}
WEAK = {"name": "lxml", "version": "1.0", "vulns": [{"id": "CVE-2000-1", "fix_versions": ["1.1"]}]}


def test_a_service_that_cannot_be_asked_is_said_and_is_no_failure():
    assert told([], "no route to host") == (
        ["The libraries could not be looked up for known weaknesses here: no route to host."],
        0,
    )
    assert told([SKIPPED], "")[1] == 0
    assert "could not be looked up" in told([SKIPPED], "")[0][0]


def test_a_known_weakness_is_a_failure_with_the_release_that_mends_it():
    lines, code = told([SKIPPED, SOUND, WEAK], "")
    assert (code, lines[-1]) == (1, "lxml 1.0: CVE-2000-1, mended in 1.1")


def test_libraries_that_are_sound_pass():
    assert told([SKIPPED, SOUND], "") == (["1 of 2 libraries were looked up for known weaknesses."], 0)
