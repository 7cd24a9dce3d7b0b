"""The commands `mureobwa bench ...`: the figures of docs/measurements*.md, measured again. No logic here.

Each command imports what it measures inside. Those that use a browser need the development packages, those that use the project's own
sets need a checkout of its sources; all others run wherever the program is installed.
"""

import typer

from eval.bench.commands import answering, browser, databases, indexing, sources

app = typer.Typer(
    help="속도와 품질을 잽니다. docs/measurements.md의 값이 이 명령들에서 나왔습니다.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command("latency")(answering.latency)
app.command("load")(answering.load)
app.command("adversarial")(answering.adversarial)
app.command("neighbour")(answering.neighbour)
app.command("api")(answering.api)
app.command("page")(browser.page)
app.command("widget")(browser.widget)
app.command("pictures")(browser.pictures)
app.command("verification")(answering.verification)
app.command("writing")(answering.writing)
app.command("ingest")(indexing.ingest)
app.command("sync")(indexing.sync)
app.command("encoder")(indexing.encoder)
app.command("pdf-tables")(indexing.pdf_tables)
app.command("rooms")(sources.rooms)
app.command("stores")(databases.stores)
app.command("mutation")(sources.mutation)
app.add_typer(databases.postgres, name="postgres")
