"""Is the permission table whole, and does it keep apart what must be apart?"""

import pytest

from accounts.policy import PERMISSION_WORDS, POLICY, ROLE_LABELS, Permission, Role, Sight, allows, who_may
from tests.accounts.matrix import LETTERS

READS = {Permission.VIEW_NOTICE, Permission.VIEW_POSITION, Permission.VIEW_EDITIONS, Permission.LIST_MEMBERS}


def of(role):
    return {permission for permission in Permission if allows(role, permission)}


def test_every_permission_has_its_row_and_its_words():
    assert POLICY.keys() == PERMISSION_WORDS.keys() == set(Permission)
    assert ROLE_LABELS.keys() == set(Role) == set(LETTERS.values())


def test_who_may_is_said_in_words():
    assert who_may(Permission.SIGN_REPORT) == "the independent chair"
    assert who_may(Permission.CLOSE_PERIOD) == "the Board secretary or the council lead"
    assert who_may(Permission.ANSWER_BALLOT) == (
        "the independent chair, the council lead, the partner Board member or the LSCB member"
    )


def test_nobody_holds_a_role_without_rights_and_no_right_is_unheld():
    assert all(of(role) >= READS for role in Role)
    assert [permission for permission, roles in POLICY.items() if not roles] == [Permission.RULE_EVIDENCE]


def test_review_of_evidence_is_added_by_name_to_whoever_sees_live_rows():
    added = {role: {p for p in Permission if allows(role, p, reviewer=True)} - of(role) for role in Role}
    circulated = {Role.OBSERVER, Role.SCRUTINY}
    assert added == {role: set() if role in circulated else {Permission.RULE_EVIDENCE} for role in Role}


@pytest.mark.parametrize(("role", "reads"), [(Role.OBSERVER, READS | {Permission.VIEW_PACK}), (Role.SCRUTINY, READS)])
def test_circulated_sight_reads_what_is_published_and_writes_nothing(role, reads):
    assert role.sight is Sight.CIRCULATED
    assert of(role) == reads


def test_chair_alone_signs_and_enters_no_facts_of_the_council():
    assert POLICY[Permission.SIGN_REPORT] == {Role.CHAIR}
    assert not of(Role.CHAIR) & {
        Permission.UPDATE_ITEM,
        Permission.PROPOSE_DATE,
        Permission.RECORD_EVIDENCE,
        Permission.ENTER_VALUE,
    }


def test_council_does_not_rule_on_its_own_dates():
    for role in (Role.LEAD, Role.OFFICER, Role.ANALYST):
        assert not of(role) & {
            Permission.RECORD_DECISION,
            Permission.JUDGE_MEASURES,
            Permission.PLAN_MEETING,
            Permission.AGREE_ITEM,
        }
        assert not of(role) & {Permission.WRITE_REPORT, Permission.SIGN_REPORT}


def test_analyst_has_the_cells_for_figures_only():
    of_figures = {Permission.ENTER_VALUE, Permission.APPROVE_VALUE, Permission.NAME_OWNER}
    assert of(Role.ANALYST) - of(Role.CHAIR) == of_figures
