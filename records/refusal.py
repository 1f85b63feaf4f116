"""How does a rule say no? With a sentence that the person can read and act on."""


class Refused(Exception):
    """A rule's refusal. The sentence says what is wrong and what to do; `field` names the input it is about, `status` how the
    page with the form is answered."""

    status = 422

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class NotTheNext(Refused):
    """The form was drawn from an older number than the ledger now has: someone wrote in between (409)."""

    def __init__(self, sentence: str, *, latest: object | None) -> None:
        super().__init__(sentence)
        self.latest = latest


class AskFirst(Refused):
    """Odd but possible: asked about once, kept when the person says yes."""


class NoRoom(Refused):
    """The disk is full: nothing was stored, and the same can be sent again when there is room."""

    status = 507
