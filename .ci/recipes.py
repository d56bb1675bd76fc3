#!/usr/bin/env python3
"""Extracts the recipes of docs/recipes, and asks the real graphiti-core the question of each.

    python .ci/recipes.py extract FOLDER       # writes the files of each page to FOLDER/NAME
    python .ci/recipes.py ask --uri bolt://localhost:7687 --user neo4j --password secret

`ask` searches facts and episodes as Graphiti does, without a model: by full text, fused by rank. The answer must be among
the first five of one of them. The exit status is 1 if an answer was not found.
"""
import argparse
import asyncio
import logging
import os
import re
import sys
from pathlib import Path

PAGES = Path(__file__).resolve().parent.parent / 'docs' / 'recipes'
FILE = re.compile(r'^`([\w.-]+)`:\n\n```\w+\n(.*?)^```$', re.MULTILINE | re.DOTALL)
QUESTION = re.compile(r'^\*\*Question\*\*: (.+)\n\n\*\*Answer\*\*: (.+)$', re.MULTILINE)


def pages():
    return {page.stem: page.read_text() for page in sorted(PAGES.glob('*.md')) if page.stem != 'README'}


def extract(folder):
    for name, text in pages().items():
        place = Path(folder) / name
        place.mkdir(parents=True, exist_ok=True)
        for file, content in FILE.findall(text):
            if file == 'migration.yaml':
                content = content.replace('paths: [', f'paths: [{place.resolve()}/')
                content += 'embedding: { type: onnx }\n'
                content += 'target: { uri: "${NEO4J_URI}", user: "${NEO4J_USER}", password: "${NEO4J_PASSWORD}" }\n'
                content += f'run: {{ directory: "{place.resolve()}/runs" }}\n'
            (place / file).write_text(content)
        print(name)


async def ask(options):
    os.environ.setdefault('GRAPHITI_TELEMETRY_ENABLED', 'false')
    os.environ.setdefault('OPENAI_API_KEY', 'not-used')
    logging.disable(logging.CRITICAL)
    from graphiti_core import Graphiti
    from graphiti_core.search.search_config import (
        EdgeReranker, EdgeSearchConfig, EdgeSearchMethod, EpisodeReranker, EpisodeSearchConfig, EpisodeSearchMethod, SearchConfig)

    config = SearchConfig(
        edge_config=EdgeSearchConfig(search_methods=[EdgeSearchMethod.bm25], reranker=EdgeReranker.rrf),
        episode_config=EpisodeSearchConfig(search_methods=[EpisodeSearchMethod.bm25], reranker=EpisodeReranker.rrf),
        limit=5)
    graphiti = Graphiti(options.uri, options.user, options.password)
    missing = 0
    try:
        for name, text in pages().items():
            question, answer = QUESTION.search(text).groups()
            found = await graphiti.search_(question, config=config)
            texts = [edge.fact for edge in found.edges] + [episode.content for episode in found.episodes]
            rank = next((i + 1 for i, each in enumerate(texts) if answer in each), None)
            missing += rank is None
            print(f'{name}: {question} -> {"found" if rank else "NOT FOUND in " + repr(texts)}')
    finally:
        await graphiti.close()
    return 1 if missing else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest='verb', required=True)
    verbs.add_parser('extract').add_argument('folder')
    asking = verbs.add_parser('ask')
    for option in ('uri', 'user', 'password'):
        asking.add_argument('--' + option, required=True)
    options = parser.parse_args()
    if options.verb == 'extract':
        extract(options.folder)
        return 0
    return asyncio.run(ask(options))


if __name__ == '__main__':
    sys.exit(main())
