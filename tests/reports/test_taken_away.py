"""What is taken away of an edition besides its PDF: paragraphs by their numbers, a working copy, its figures?"""

import re

NUMBER = re.compile(r'<p class="para">\s*<span class="no" id="p(\d+)">(\d+)\.</span> ')


def test_paragraphs_are_numbered_in_order_as_text_and_each_has_its_address(desk, client_of):
    desk.publish()
    found = NUMBER.findall(client_of(desk.world.chair).get(desk.at("edition", 1)).text)
    assert len(found) > 20
    assert found == [(str(number), str(number)) for number in range(1, len(found) + 1)]
