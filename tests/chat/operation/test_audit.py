"""The audit trail: a line that was cut inside a letter costs no other line."""

from pathlib import Path

from chat.operation.audit import AuditTrail


def test_a_line_cut_inside_a_letter_is_left_out(tmp_path: Path) -> None:
    trail = AuditTrail(tmp_path)
    trail.add("김민원", "switch.off", {})
    with trail.file.open("ab") as file:
        file.write('{"who": "김'.encode()[:-1])
    trail.add("이담당", "switch.on", {})
    assert [entry.who for entry in trail.entries()] == ["이담당", "김민원"]
