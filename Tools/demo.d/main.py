"""Reads the demo's arguments, writes or takes the input, runs the story, cleans up whatever happens."""

import argparse
import pathlib
import shutil
import signal
import sys
import tempfile
import threading

sys.dont_write_bytecode = True
import drive  # noqa: E402
import input as files  # noqa: E402
import network  # noqa: E402
from programs import ProgramError, Programs  # noqa: E402
from show import Show  # noqa: E402

USAGE, UNEXPECTED, INTERRUPTED = 2, 1, 130


def main():
    options = arguments()
    root = pathlib.Path(options.root)
    series = root / "Tests" / "Data"
    if options.write_input:
        try:
            files.write_input(options.write_input, options.seed, options.partners, series)
        except (ValueError, OSError) as error:
            print(f"Tools/demo: {error}", file=sys.stderr)
            return USAGE
        return 0
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
    work = pathlib.Path(options.keep or tempfile.mkdtemp(prefix="pakt-demo-"))
    if work.exists() and any(work.iterdir()):
        print(f"Tools/demo: {work} is not empty", file=sys.stderr)
        return USAGE
    programs = demo = None
    try:
        work.mkdir(parents=True, exist_ok=True)
        source = options.input
        if not source:
            source = work / "input"
            files.write_input(source, options.seed, options.partners, series)
        programs = Programs(root)
        demo = drive.Demo(programs, source, work, Show())
        result, replicas = demo.run()
        if options.json:
            demo.show.json(result)
        else:
            demo.show.result(result, replicas)
        if not options.once:
            demo.show.how_to_look(result["page"], demo.local_pages(), programs.directory, work, demo.restored.store)
            threading.Event().wait()
        return 0 if result["recomputed_equal"] else UNEXPECTED
    except KeyboardInterrupt:
        return 0 if demo and demo.is_done else INTERRUPTED
    except (ProgramError, OSError, KeyError, ValueError) as error:
        print(f"Tools/demo: {type(error).__name__}: {error}", file=sys.stderr)
        return UNEXPECTED
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        if programs:
            programs.stop_all()
        if demo:
            demo.close()
        if not options.keep:
            shutil.rmtree(work, ignore_errors=True)


def arguments():
    parser = argparse.ArgumentParser(prog="Tools/demo", description="Runs the whole job on an invented network.")
    parser.add_argument("--root", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--once", action="store_true", help="leave after printing")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--keep", metavar="DIR", help="keep stores and input in this empty or new folder")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="other invented numbers")
    parser.add_argument("--partners", type=partner_count, default=len(network.COMPANIES), metavar="N",
                        help=f"short form with N partners, {files.MINIMUM_PARTNER_COUNT} to {len(network.COMPANIES)}")
    parser.add_argument("--write-input", metavar="DIR", help="only write the input files into this empty or new folder")
    parser.add_argument("--input", metavar="DIR", help="use input files that --write-input wrote")
    return parser.parse_args()


def partner_count(text):
    number = int(text)
    if not files.MINIMUM_PARTNER_COUNT <= number <= len(network.COMPANIES):
        raise argparse.ArgumentTypeError(f"{files.MINIMUM_PARTNER_COUNT} to {len(network.COMPANIES)}")
    return number


if __name__ == "__main__":
    sys.exit(main())
