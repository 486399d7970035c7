# SPDX-License-Identifier: MPL-2.0
"""The tables, and the questions that they answer."""
from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from typing import Any, Union

from pallia._columns import Columns
from pallia._conversion import Conversion, failure
from pallia._document import Answer, encode
from pallia._library import Handle, Owner, library, taken, text_of, word
from pallia._quantity import Quantity

Amount = Union[str, Quantity]
"""A quantity of a request: ``"60 mg"`` or ``Quantity(60, "mg")``."""
Item = Mapping[str, Any]
"""A part of a request; ``tables.schema(op)`` describes each."""


class Tables(Owner):
    """The tables embedded in the library: editions, profile, products, drugs, messages.

    Immutable: one for a whole program, used by any number of threads at once, and after a fork. As a
    context manager it is closed at the end; left alone, it is released with its last reference.

    Each method below asks one question and returns an :class:`Answer`, also when the request is
    wrong. Quantities are texts with their unit or :class:`Quantity`; ``schema(op)`` describes every
    key, ``template(op)`` is a request to fill in.

    Examples
    --------
    >>> import pallia
    >>> with pallia.Tables() as tables:
    ...     answer = tables.rotate(
    ...         [{"drug": "morphine", "route": "oral", "dose": pallia.Quantity(60, "mg"), "every": "12 h"}],
    ...         {"drug": "morphine", "route": "sc"},
    ...         language="en",
    ...     )
    >>> answer.status, answer.quantity("/result/calculated"), answer.quantity("/result/per_hour").text
    ('ok', Quantity(60, 'mg/24h'), '2.5 mg/h')
    """

    __slots__ = ()
    _closed = "these tables are closed"

    def __init__(self) -> None:
        self._handle = None
        handle = ctypes.c_void_p()
        status = library.pallia_tables_new(None, ctypes.byref(handle))
        if status != 0:
            raise failure(status, ctypes.c_void_p())
        self._handle = Handle(handle.value, library.pallia_tables_release)

    def with_local(self, document: bytes | bytearray | memoryview | str) -> Tables:
        """New tables: these and a team's own edition on top.

        Every answer that uses it says ``local`` with its digest. These tables do not change.

        Parameters
        ----------
        document : bytes or str
            An edition, schema ``pallia.edition/1``, that the caller read; held to the same checks as
            the embedded ones.

        Raises
        ------
        RequestError, TableError
            The document breaks a rule: ``error.text`` and ``error.pointer`` say which and where.
        """
        if not isinstance(document, (bytes, bytearray, memoryview, str)):
            raise TypeError(f"an edition is bytes or str, not {type(document).__name__}")
        base, content = self._open(), encode(document)
        handle, answer = ctypes.c_void_p(), ctypes.c_void_p()
        status = library.pallia_tables_with_local(
            base.address, content, len(content), ctypes.byref(handle), ctypes.byref(answer)
        )
        if status != 0:
            raise failure(status, answer)
        tables = Tables.__new__(Tables)
        tables._handle = Handle(handle.value, library.pallia_tables_release)
        return tables

    @property
    def edition(self) -> str:
        """The edition of the tables: ``"2026.11"``."""
        handle = self._open()
        return text_of(library.pallia_tables_edition(handle.address))

    @property
    def sha256(self) -> str:
        """The SHA-256 of their manifest, 64 hexadecimal digits."""
        handle = self._open()
        return text_of(library.pallia_tables_sha256(handle.address))

    def text(self, language: str, key: str) -> str | None:
        """A text of tables/messages (``"fr"``, ``"advice.elderly"``); None when there is none."""
        handle = self._open()
        found = library.pallia_text(handle.address, word(language, "language"), word(key, "key"))
        return None if found is None else text_of(found)

    def run_bytes(self, request: bytes | bytearray | memoryview) -> bytes:
        """Answers one request document, byte for byte as every other language gets it.

        Parameters
        ----------
        request : bytes
            Strict JSON in UTF-8, of at most 4 MiB.

        Returns
        -------
        bytes
            A JSON document, always, also when the request is wrong.

        Raises
        ------
        ResourceError
            No memory.
        TypeError, ValueError
            No bytes; closed.
        """
        if not isinstance(request, (bytes, bytearray, memoryview)):
            raise TypeError(f"a request is bytes, not {type(request).__name__}")
        handle, document = self._open(), bytes(request)
        answer, length = ctypes.c_void_p(), ctypes.c_size_t()
        status = library.pallia_run(
            handle.address, document, len(document), ctypes.byref(answer), ctypes.byref(length)
        )
        if status != 0:
            raise failure(status, ctypes.c_void_p())
        return taken(answer, length.value)

    def run(self, request: Mapping[str, Any] | str | bytes | bytearray | memoryview) -> Answer:
        """Answers one request: a dict (quantities as text or :class:`Quantity`), or JSON.

        Raises
        ------
        TypeError
            A dict that holds what no request may: a float, a number without unit…
        ValueError
            A lone surrogate; a Quantity without end as a decimal; closed.

        Notes
        -----
        Clinical answers raise nothing: look at ``answer.status``, or use :meth:`run_strict`.
        """
        return Answer(self.run_bytes(encode(request)))

    def run_strict(self, request: Mapping[str, Any] | str | bytes | bytearray | memoryview) -> Answer:
        """As :meth:`run`, with :meth:`Answer.raise_for_status`."""
        return self.run(request).raise_for_status()

    def _ask(self, op: str, **keys: Any) -> Answer:
        return self.run({"op": op, **{key: value for key, value in keys.items() if value is not None}})

    def rotate(
        self,
        regimen: Sequence[Item],
        target: Item,
        *,
        reduction: Amount | None = None,
        profile: str | None = None,
        edition: str | None = None,
        context: Item | None = None,
        rounding: str | None = None,
        patient: Item | None = None,
        language: str | None = None,
        acknowledge: Sequence[str] | None = None,
        date: str | None = None,
    ) -> Answer:
        """What should I start?

        Parameters
        ----------
        regimen : sequence of dict
            What the patient received in 24 h: ``drug``, ``route``, ``release``, ``dose`` (mg, ug) with
            ``times`` or ``every``, or a rate.
        target : dict
            ``drug``, ``route``, and ``release`` when it matters.
        reduction : str or Quantity, optional
            Percent taken off for incomplete cross-tolerance.
        profile, edition : str, optional
            The choice of tables, or one of them.
        context : dict, optional
            ``stable``.
        rounding : {"down", "up", "nearest"}, optional
            To what can be given.
        patient : dict, optional
            ``age``, ``weight``, ``egfr``, ``hepatic``, ``frail``, ``opioid_naive``.
        language : {"fr", "en"}, optional
            Of the texts; French by default.
        acknowledge : sequence of str, optional
            Codes of stop advice taken into account.
        date : str, optional
            Today, ``2026-11-22``: points out a table due for review.

        Returns
        -------
        Answer
            ``/result/calculated``, ``/result/start``, ``/result/per_hour``, ``/result/breakthrough``,
            ``/result/options``, ``/others``; sources in ``cites``.
        """
        return self._ask(
            "rotate",
            regimen=regimen,
            target=target,
            reduction=reduction,
            profile=profile,
            edition=edition,
            context=context,
            rounding=rounding,
            patient=patient,
            language=language,
            acknowledge=acknowledge,
            date=date,
        )

    def compare(
        self,
        regimen: Sequence[Item],
        target: Item,
        *,
        profile: str | None = None,
        context: Item | None = None,
        patient: Item | None = None,
        language: str | None = None,
        acknowledge: Sequence[str] | None = None,
        date: str | None = None,
    ) -> Answer:
        """What do all published tables say? Parameters as for :meth:`rotate`."""
        return self._ask(
            "compare",
            regimen=regimen,
            target=target,
            profile=profile,
            context=context,
            patient=patient,
            language=language,
            acknowledge=acknowledge,
            date=date,
        )

    def ome(
        self,
        regimen: Sequence[Item],
        *,
        profile: str | None = None,
        edition: str | None = None,
        patient: Item | None = None,
        language: str | None = None,
        acknowledge: Sequence[str] | None = None,
        date: str | None = None,
    ) -> Answer:
        """The total in oral morphine: not a dose. Parameters as for :meth:`rotate`.

        Returns
        -------
        Answer
            ``/result/total`` in mg/24h; ``partial`` and a lower bound when an item has no rule.
        """
        return self._ask(
            "ome",
            regimen=regimen,
            profile=profile,
            edition=edition,
            patient=patient,
            language=language,
            acknowledge=acknowledge,
            date=date,
        )

    def dilute(
        self,
        drugs: Sequence[Item],
        *,
        patient: Item | None = None,
        duration: Amount | None = None,
        rate: Amount | None = None,
        final_volume: Amount | None = None,
        syringe: str | None = None,
        device: str | None = None,
        rate_step: Amount | None = None,
        diluent: str | None = None,
        line: str | None = None,
        prime: Amount | None = None,
        route: str | None = None,
        start: str | None = None,
        label: Item | None = None,
        acknowledge: Sequence[str] | None = None,
        language: str | None = None,
        origin: Item | None = None,
    ) -> Answer:
        """How do I fill the syringe driver?

        Parameters
        ----------
        drugs : sequence of dict
            ``drug``, ``brand``, ``dose`` (mg/h, mg/24h, mg/kg/h…) or ``total`` (mg), ``ampoule``
            (``strength`` in mg/mL or ``content`` in mg; ``volume`` in mL), ``salt``. Without ampoule,
            one of the marketed ones is proposed.
        duration, rate, final_volume, rate_step, prime : str or Quantity, optional
            h, mL/h, mL, mL/h, mL.
        syringe, device, diluent, line, route, start : str, optional
            ``"50"``, ``"pse"``, ``"nacl-0.9"``, tubing, ``"sc"``, ``"2026-11-22T20:00"``.
        patient, label : dict, optional
            ``weight``, ``opioid_naive``; ``patient``, ``prepared_by``, ``checked_by``.
        acknowledge, language
            As for :meth:`rotate`.
        origin : dict, optional
            The rotation or titration that prepared this request, as ``/result/next`` of
            :meth:`rotate` or :meth:`titrate` writes it: its advice is repeated, the start dose of a
            rotation compared.

        Returns
        -------
        Answer
            What to draw, diluent, rate, end, waste, label, what compatibility tables say.
        """
        return self._ask(
            "dilute",
            drugs=drugs,
            patient=patient,
            duration=duration,
            rate=rate,
            final_volume=final_volume,
            syringe=syringe,
            device=device,
            rate_step=rate_step,
            diluent=diluent,
            line=line,
            prime=prime,
            route=route,
            start=start,
            label=label,
            acknowledge=acknowledge,
            language=language,
            origin=origin,
        )

    def verify(
        self,
        prescribed: Sequence[Item],
        prepared: Item,
        *,
        duration: Amount | None = None,
        programmed: Item | None = None,
        bolus: Item | None = None,
        tolerance: Item | None = None,
        patient: Item | None = None,
        language: str | None = None,
        acknowledge: Sequence[str] | None = None,
        origin: Item | None = None,
    ) -> Answer:
        """Will this syringe give what was ordered?

        Parameters
        ----------
        prescribed : sequence of dict
            ``drug`` and ``dose`` (mg/h, mg/24h…).
        prepared : dict
            ``contents`` (``drug``, ``strength`` mg/mL, ``volume`` mL), ``diluent``, ``final_volume``
            (mL), ``rate`` (mL/h).
        duration : str or Quantity, optional
            h.
        programmed, bolus, tolerance, patient : dict, optional
            What the pump was told; the bolus; ``dose`` and ``volume`` in %; as for :meth:`rotate`.
        language, acknowledge
            As for :meth:`rotate`.
        origin : dict, optional
            The filling or the PCA that this verifies, as ``/result/next`` of :meth:`dilute` or
            :meth:`pca` writes it: its advice is repeated.

        Returns
        -------
        Answer
            A verdict for each drug, the delivered dose, the likely cause. A deviation is an answer,
            with status ``ok``: look at ``/result``.
        """
        return self._ask(
            "verify",
            prescribed=prescribed,
            prepared=prepared,
            duration=duration,
            programmed=programmed,
            bolus=bolus,
            tolerance=tolerance,
            patient=patient,
            language=language,
            acknowledge=acknowledge,
            origin=origin,
        )

    def titrate(
        self,
        drug: str,
        boluses: Sequence[Amount],
        *,
        rule: str | None = None,
        route: str | None = None,
        patient: Item | None = None,
        acknowledge: Sequence[str] | None = None,
        language: str | None = None,
    ) -> Answer:
        """Which maintenance after this titration?

        Parameters
        ----------
        drug : str
            The drug.
        boluses : sequence of str or Quantity
            Each bolus given, in mg or ug.
        rule, route : str, optional
            The published rule; the route.
        patient, acknowledge, language
            As for :meth:`rotate`.
        """
        return self._ask(
            "titrate",
            drug=drug,
            boluses=boluses,
            rule=rule,
            route=route,
            patient=patient,
            acknowledge=acknowledge,
            language=language,
        )

    def pca(
        self,
        drug: str,
        basal: Amount,
        bolus: Amount,
        lockout: Amount,
        days: int,
        reservoir: Amount,
        *,
        route: str | None = None,
        ampoules: Sequence[Item] | None = None,
        diluent: str | None = None,
        rate_step: Amount | None = None,
        patient: Item | None = None,
        acknowledge: Sequence[str] | None = None,
        language: str | None = None,
    ) -> Answer:
        """How do I fill and program this reservoir?

        Parameters
        ----------
        drug : str
            The drug.
        basal, bolus, lockout : str or Quantity
            mg/h, mg/24h or per kg; mg, or a share of the basal dose of 24 h (``"1/10"``); min or h.
        days : int
            How long the reservoir lasts.
        reservoir : str or Quantity
            mL.
        route, diluent : str, optional
            As for :meth:`dilute`.
        ampoules : sequence of dict, optional
            ``strength`` in mg/mL or ``content`` in mg; ``volume`` in mL.
        rate_step : str or Quantity, optional
            mL/h.
        patient : dict, optional
            ``weight``.
        acknowledge, language
            As for :meth:`rotate`.
        """
        return self._ask(
            "pca",
            drug=drug,
            basal=basal,
            bolus=bolus,
            lockout=lockout,
            days=days,
            reservoir=reservoir,
            route=route,
            ampoules=ampoules,
            diluent=diluent,
            rate_step=rate_step,
            patient=patient,
            acknowledge=acknowledge,
            language=language,
        )

    def anticipate(
        self,
        symptoms: Sequence[str],
        *,
        regimen: Sequence[Item] | None = None,
        route: str | None = None,
        profile: str | None = None,
        patient: Item | None = None,
        at_home: Sequence[Item] | None = None,
        days: int | None = None,
        who: Sequence[str] | None = None,
        rows: Sequence[str] | None = None,
        compare: bool | None = None,
        date: str | None = None,
        acknowledge: Sequence[str] | None = None,
        language: str | None = None,
    ) -> Answer:
        """What should be left at home for the symptoms that may come?

        Parameters
        ----------
        symptoms : sequence of str
            Ids (``"bronchial-congestion"``) or words (``"râles"``).
        regimen : sequence of dict, optional
            As for :meth:`rotate`: the breakthrough opioid comes from it.
        route, profile : str, optional
            ``"sc"``, ``"oral"``…; the choice of tables.
        patient : dict, optional
            As for :meth:`rotate`.
        at_home : sequence of dict, optional
            What is there already: ``drug``, ``strength`` (mg/mL, or mg of a tablet), ``volume`` (mL),
            ``count``.
        days : int, optional
            How long the stock must last.
        who : sequence of {"nurse", "doctor", "home-hospital", "emergency-team", "family"}, optional
            Who may give the doses.
        rows : sequence of str, optional
            Rows of the tables asked for by name, foreign ones too.
        compare : bool, optional
            Also what other sources give.
        date, acknowledge, language
            As for :meth:`rotate`.

        Returns
        -------
        Answer
            ``/result/lines``, each with trigger, dose, interval, maximum, stock and source;
            ``/result/missing``, what has no line and why (the status is then ``partial``);
            ``/result/conflicts``; ``/result/next``, the same lines for :meth:`prescribe` and
            :meth:`sheet`.
        """
        return self._ask(
            "anticipate",
            symptoms=symptoms,
            regimen=regimen,
            route=route,
            profile=profile,
            patient=patient,
            at_home=at_home,
            days=days,
            who=who,
            rows=rows,
            compare=compare,
            date=date,
            acknowledge=acknowledge,
            language=language,
        )

    def prescribe(
        self,
        lines: Sequence[Item],
        *,
        date: str | None = None,
        prescriber: Item | None = None,
        patient: Item | None = None,
        supply: str | None = None,
        running: Sequence[Item] | None = None,
        acknowledge: Sequence[str] | None = None,
        language: str | None = None,
        origin: Item | None = None,
    ) -> Answer:
        """Is this order complete and legal? A draft in French, to read again and to sign.

        Parameters
        ----------
        lines : sequence of dict
            ``drug``, ``form``, ``strength``, ``volume``; ``dose``, or ``low`` and ``high``; ``route``;
            ``per_day``, or ``maximum_doses`` with ``interval`` and ``maximum_24h``, or ``continuous``;
            ``quantity``, ``duration``, ``fraction``… as ``schema("prescribe")`` says.
        date : str, optional
            The day of the prescription, ``2026-11-22``.
        prescriber, patient : dict, optional
            ``name``, ``quality``, ``id``, ``address``, ``phone``; ``name``, ``sex``, ``birth`` or
            ``age``, ``weight``.
        supply : {"community", "hospital"}, optional
            Who dispenses; a community pharmacy by default.
        running : sequence of dict, optional
            Prescriptions of the same prescriber that run already: ``drug``, ``until``.
        acknowledge : sequence of str, optional
            Codes of stop advice taken into account.
        language : {"fr", "en"}, optional
            Of what surrounds the draft; the draft is French.
        origin : dict, optional
            The anticipation that prepared this order, as ``/result/next/prescribe`` of
            :meth:`anticipate` writes it: its stops and cautions are repeated.

        Returns
        -------
        Answer
            ``/result/text``, numbers in words and in figures; ``/result/complete``;
            ``/result/missing`` with the article that asks for each (the status is then ``partial``).
        """
        return self._ask(
            "prescribe",
            lines=lines,
            date=date,
            prescriber=prescriber,
            patient=patient,
            supply=supply,
            running=running,
            acknowledge=acknowledge,
            language=language,
            origin=origin,
        )

    def sheet(self, date: str, sheet: Item, *, language: str | None = None) -> Answer:
        """The sheet for the night: its state, what it lacks, its page.

        Parameters
        ----------
        date : str
            Today, ``2026-11-22``: the library has no clock.
        sheet : dict
            A sheet, schema ``pallia.sheet/1``; ``template("sheet")`` is an empty one.
        language : {"fr", "en"}, optional
            Of the page.

        Returns
        -------
        Answer
            ``/result/state``, ``/result/text``, ``/result/stops`` (what forbids to send it),
            ``/result/missing`` by weight, ``/result/contradictions``, ``/result/page``,
            ``/result/digest``. The status is ``ok`` only for a sheet that may be sent and is current.
        """
        return self._ask("sheet", date=date, sheet=sheet, language=language)

    def sheet_fields(self, *, language: str | None = None) -> Answer:
        """The fields that a sheet may hold, for whoever asks a person: ``/result/fields``."""
        return self._ask("sheet-fields", language=language)

    def sheet_revoke(
        self, date: str, sheet: Item, reason: str, *, by: str | None = None, language: str | None = None
    ) -> Answer:
        """A sheet closed for good, at ``/result/sheet``: keep and send that one.

        Parameters
        ----------
        date, sheet, language
            As for :meth:`sheet`.
        reason : {"death", "changed-wishes", "changed-situation", "replaced"}
            Why.
        by : str, optional
            Who closes it.
        """
        return self._ask("sheet-revoke", date=date, sheet=sheet, reason=reason, by=by, language=language)

    def sheet_supersede(self, date: str, sheet: Item, *, language: str | None = None) -> Answer:
        """The next version of a sheet. Parameters as for :meth:`sheet`.

        Returns
        -------
        Answer
            ``/result/sheet``, the new version, to review and date again; ``/result/superseded``, the
            old one, closed.
        """
        return self._ask("sheet-supersede", date=date, sheet=sheet, language=language)

    def find(self, text: str, *, language: str | None = None) -> Answer:
        """Which drugs and brands have a name like `text`?"""
        return self._ask("find", text=text, language=language)

    def explain(self, code: str | int, *, language: str | None = None) -> Answer:
        """What does this advice, status or edition code mean?"""
        return self._ask("explain", code=str(code), language=language)

    def sources(self, *, language: str | None = None) -> Answer:
        """Every document that a number comes from."""
        return self._ask("sources", language=language)

    def schema(self, of: str, *, language: str | None = None) -> Answer:
        """The JSON Schema of the requests of an operation, at ``/result/schema``."""
        return self._ask("schema", of=of, language=language)

    def template(self, of: str, *, language: str | None = None) -> Answer:
        """A request of an operation to fill in, at ``/result/template``."""
        return self._ask("template", of=of, language=language)

    def tables(
        self,
        *,
        show: str | None = None,
        check: bool | None = None,
        diff: Sequence[str] | None = None,
        language: str | None = None,
    ) -> Answer:
        """The editions held; or one in full, a check of them all, the differences between two."""
        return self._ask("tables", show=show, check=check, diff=diff, language=language)

    def conversion(
        self,
        source: str,
        target: str | None = None,
        *,
        op: str | None = None,
        edition: str | None = None,
        profile: str | None = None,
        stable: bool | None = None,
        acknowledge: Sequence[str] | None = None,
        language: str | None = None,
    ) -> Conversion:
        """One arrow for many doses: see :class:`Conversion`."""
        return Conversion(
            self,
            source,
            target,
            op=op,
            edition=edition,
            profile=profile,
            stable=stable,
            acknowledge=acknowledge,
            language=language,
        )

    def columns(
        self,
        target: str | None = None,
        *,
        op: str | None = None,
        edition: str | None = None,
        profile: str | None = None,
        stable: bool | None = None,
        acknowledge: Sequence[str] | None = None,
        language: str | None = None,
    ) -> Columns:
        """One target for columns of doses: see :class:`Columns`."""
        return Columns(
            self,
            target,
            op=op,
            edition=edition,
            profile=profile,
            stable=stable,
            acknowledge=acknowledge,
            language=language,
        )
