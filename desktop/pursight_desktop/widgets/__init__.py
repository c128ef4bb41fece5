"""The console's building blocks: what every screen is made of, in one look.

All follow the theme by themselves, have accessible names, and are used with the keyboard alone.
`tone` is a `theme.Tone` or its text: neutral accent info success warning danger public internal
confidential restricted. `icon` is a name of the set in `theme/icons`.

Words and labels (`words.py`, `labels.py`)
    Label(text, type="") : type: display title heading strong muted caption over mono; selectable
    Elided(text) : one line that shortens with …; whole text in its tooltip
    KeyHint("Ctrl+K") : a key drawn as a key
    Chip(text, tone="neutral", icon="", removable=False) : signal removed, clicked
    LabelChip(label, state="applied", confidence=None), SensitivityChip(level), StateChip(state)
    Breadcrumb() : .show_path([Crumb(title, key, icon)]), signal chosen(key)
    SectionHeader(title, detail="", actions=()) : actions are QWidgets, to the right
    count(1234) "1,234"; share(0.123) "12.3 %"; ago(moment, now); moment(at); span(seconds);
    size(bytes); label_words("email_address") "Email address"; tone_of(state_or_severity)

Buttons (`buttons.py`)
    Button(text, icon="", kind="plain", shortcut="", tip="", clicked=None) : primary plain danger
        quiet link
    IconButton(icon, tip, shortcut="", checkable=False, clicked=None)
    MenuButton(text, icon="", kind="plain") : .add(text, call, icon=""), .clear()

Containers (`containers.py`)
    Page(margin=24, scroll=True) : a screen's ground; .add(widget), .add_row(*widgets), .body layout
    Card(title="", detail="", actions=()) : .add(widget), .body
    StatTile(title, icon="", clickable=False) : .show_value("12,345", detail="", tone=""), clicked
    Facts() : names and values in two columns; .show_facts([(name, text or QWidget)])
    Flow(spacing=4) : a layout that wraps, for chips
    Line() : a hairline

States (`states.py`)
    EmptyState(icon, title, text="", action=None) : action=(text, call)
    ErrorState(error, retry=None) : a PurSightError, or any exception with .details text to copy
    Busy(over) : veil over a widget; .start(text=""), .stop(); shows after 100 ms
    ProgressLine() : .show_progress(done, total, text), .finish(); signal cancelled
    Deck() : a stack of content | empty | error; .show_content(w), .show_empty(...),
        .show_error(error, retry)

Fields (`fields.py`, `facets.py`, `editable.py`)
    SearchField(placeholder, delay_ms=120, shortcut="") : signals searched(text), submitted(text),
        moved_down()
    EditableText(name, placeholder="", markdown=True) : .show_text(text), .set_editable(bool),
        .edit(); signal saved(text); Esc gives up, Ctrl+Enter saves
    TagsField(name) : .show_tags(tags), .tags(), .suggest(words); signals added(tag), removed(tag)
    FilterBar() : .show_filters([Filter(key, value, title, tone)]), .add(widget);
        signals removed(key, value), cleared()
    FacetPanel() : .show_facets([Facet(key, title, [Choice(value, title, count, tone, icon)])]),
        .chosen() -> {key: (values…)}, .choose({key: (values…)}); signal changed(dict)

Tables (`table/`)
    DataTable(columns, read, *, name="", preferences=None) : the fast grid
        columns: Sequence[Column]; read: a desk's `read`; name+preferences remember the layout
        .show_lines(lines, keep=False) : any object with __len__ and fetch(start, stop) (read on the
            pool, a page at a time) or fetch(connection, start, stop)
        .show_rows([...]) : rows in memory, sorted here when a header is clicked
        .sort() -> (key, descending), .set_sort(key, descending)
        .current() -> row | None, .current_number(), .go_to(number)
        .selected_count(), .selected_loaded() -> rows, .selected(done) : reads what is not there
        .add_action_menu(call(menu: QMenu, row)) ; .set_empty(EmptyState)
        signals opened(row, new_tab), current_changed(row), selection_changed(count),
            sort_wanted(key, descending)
    Column(key, title, value, width=140, align="left", sortable=True, shown=True, stretch=False,
        tip=None) : value(row) gives a cell: str, int, float, None, or
    Text(text, muted=False, mono=False, strong=False, icon="", icon_role="", detail="", tone="")
    Mark(text, tone, icon="") a chip; Marks((Mark, …)) ; Bar(share, text="", tone="quality") ;
    Spark((1.0, 2.0, …), tone="accent")

Charts (`charts/`), all with .setMinimumHeight as you like
    BarChart() : .show_bars([Slice(title, value, tone="", key="")], unit=""), signal chosen(key)
    StackedBar(legend=True) : .show_slices([Slice…]); one horizontal bar; signal chosen(key)
    Histogram() : .show_bins(edges, counts, unit="")
    LineChart() : .show_lines([Curve(title, [(datetime, float)…], tone="")], unit="")

Notices and dialogs (`toast.py`, `dialogs.py`)
    Toasts(over) : .say(kind, text, action=None, seconds=6) ; views use desk.notice instead
    ask(parent, title, text, confirm, *, danger=False) -> bool
    Sheet(parent, title, width=480) : a dialog; .add(widget), .set_confirm(text, call), .exec()
"""
