#!/usr/bin/env python3
"""Extracts the recipes of docs/recipes, and asks the real graphiti-core the questions of each.

    python .ci/recipes.py extract FOLDER       # writes the files of each page to FOLDER/NAME
    python .ci/recipes.py ask --uri bolt://localhost:7687 --user neo4j --password secret

`extract` prints the names of the folders. One more, `questions`, contains all questions as entities: when they are migrated,
the in-process model makes their vectors. `ask` searches the whole graph with them, as Graphiti does: facts by full text and
by vector, episodes by full text, each fused by rank. The answer must be among the first five facts or the first five
episodes. The exit status is 1 if fewer than 0.8 of the answers were found.
"""
import argparse
import asyncio
import json
import logging
import os
import re
import sys
from pathlib import Path

PAGES = Path(__file__).resolve().parent.parent / 'docs' / 'recipes'
FILE = re.compile(r'^`([\w./-]+)`:\n\n```\w+\n(.*?)^```$', re.MULTILINE | re.DOTALL)
ANSWERS = re.compile(r'^\| question \| answer \|\n\|---\|---\|\n((?:\|.*\|\n)+)', re.MULTILINE)
ROW = re.compile(r'^\| (.+) \| (.+) \|$', re.MULTILINE)
GROUP = 'recipe_questions'
QUESTIONS = f'''source: {{ type: json, inputs: [{{ collection: questions, paths: [questions.jsonl] }}] }}
mapping: {{ questions: {{ group: {GROUP}, id: text, entity: {{ name: text }} }} }}
'''
FIRST, SHARE = 5, 0.8


def pages():
    return {page.stem: page.read_text() for page in sorted(PAGES.glob('*.md')) if page.stem != 'README'}


def answers(text):
    return ROW.findall(ANSWERS.search(text).group(1))


def write(place, files):
    for name, content in files:
        if name == 'migration.yaml':
            content = content.replace('paths: [', f'paths: [{place}/')
            content += 'embedding: { type: onnx }\n'
            content += 'target: { uri: "${NEO4J_URI}", user: "${NEO4J_USER}", password: "${NEO4J_PASSWORD}" }\n'
            content += f'run: {{ directory: "{place}/runs" }}\n'
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(content)
    print(place.name)


def extract(folder):
    folder = Path(folder).resolve()
    for name, text in pages().items():
        write(folder / name, FILE.findall(text))
    lines = [json.dumps({'text': question}) + '\n' for text in pages().values() for question, _ in answers(text)]
    write(folder / 'questions', [('questions.jsonl', ''.join(lines)), ('migration.yaml', QUESTIONS)])


async def ask(options):
    os.environ.setdefault('GRAPHITI_TELEMETRY_ENABLED', 'false')
    os.environ.setdefault('OPENAI_API_KEY', 'not-used')
    logging.disable(logging.CRITICAL)
    from graphiti_core import Graphiti
    from graphiti_core.embedder.client import EmbedderClient
    from graphiti_core.search.search_config import SearchConfig
    from graphiti_core.search.search_config_recipes import COMBINED_HYBRID_SEARCH_RRF, EDGE_HYBRID_SEARCH_RRF

    class MigratedQuestions(EmbedderClient):
        def __init__(self):
            self.vectors = {}

        async def create(self, input_data):
            return self.vectors[input_data if isinstance(input_data, str) else input_data[0]]

        async def create_batch(self, input_data_list):
            return [self.vectors[text] for text in input_data_list]

    config = SearchConfig(
        edge_config=EDGE_HYBRID_SEARCH_RRF.edge_config,
        episode_config=COMBINED_HYBRID_SEARCH_RRF.episode_config,
        limit=FIRST)
    embedder = MigratedQuestions()
    graphiti = Graphiti(options.uri, options.user, options.password, embedder=embedder)
    found = asked = 0
    try:
        rows, _, _ = await graphiti.driver.execute_query(
            'MATCH (q:Entity {group_id: $group}) RETURN q.name AS text, q.name_embedding AS vector', group=GROUP)
        embedder.vectors = {row['text']: row['vector'] for row in rows}
        for name, text in pages().items():
            for question, answer in answers(text):
                result = await graphiti.search_(question, config=config)
                lists = {'fact': [edge.fact for edge in result.edges], 'episode': [each.content for each in result.episodes]}
                ranks = [f'{kind} {texts.index(each) + 1}' for kind, texts in lists.items() for each in texts if answer in each]
                asked, found = asked + 1, found + bool(ranks)
                print(f'{name}: {question} -> {", ".join(ranks) if ranks else f"NOT FOUND in {lists}"}')
    finally:
        await graphiti.close()
    print(f'found {found} of {asked}')
    return 0 if found >= SHARE * asked else 1


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
