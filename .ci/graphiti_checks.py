#!/usr/bin/env python3
"""Asks the real graphiti-core what it does with migrated data, and prints the answers as the table of docs/graphiti.md.

    python .ci/graphiti_checks.py --uri bolt://localhost:7687 --user neo4j --password secret [--page docs/graphiti.md]

The elements that it needs are written as the migrator writes them, into groups of their own, and deleted at the end.
No model is needed: vectors follow from the text, and the answers of the LLM are given here.

With --rest FOLDER (the folder `server` of Graphiti's source archive; needs fastapi and pydantic-settings) the routes of
the REST server are called too. THE LAST OF THEM EMPTIES THE WHOLE DATABASE.

With --page the exit status is 1 if the page does not hold each answer.
"""
import argparse
import asyncio
import logging
import os
import random
import re
import sys
from collections import namedtuple
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone

os.environ.setdefault('GRAPHITI_TELEMETRY_ENABLED', 'false')
os.environ.setdefault('OPENAI_API_KEY', 'not-used')
logging.disable(logging.CRITICAL)

from graphiti_core import Graphiti  # noqa: E402
from graphiti_core.cross_encoder.client import CrossEncoderClient  # noqa: E402
from graphiti_core.edges import EntityEdge  # noqa: E402
from graphiti_core.embedder.client import EmbedderClient  # noqa: E402
from graphiti_core.llm_client.client import LLMClient  # noqa: E402
from graphiti_core.llm_client.config import LLMConfig  # noqa: E402
from graphiti_core.nodes import EpisodeType  # noqa: E402
from graphiti_core.search.search_config_recipes import COMBINED_HYBRID_SEARCH_CROSS_ENCODER, EDGE_HYBRID_SEARCH_RRF  # noqa: E402
from neo4j import AsyncDriver  # noqa: E402

GROUP = 'graphiti_checks'
KINDS = 'Entity|Episodic|Community|Saga'
NOON = datetime(2025, 6, 1, 12, tzinfo=timezone.utc)
DIMENSION = 8

Profile = namedtuple('Profile', 'cypher hits operators')


def vector(text):
    source = random.Random(text.replace('\n', ' '))
    return [source.gauss(0, 1) for _ in range(DIMENSION)]


class TextVectors(EmbedderClient):
    async def create(self, input_data):
        return vector(input_data if isinstance(input_data, str) else input_data[0])

    async def create_batch(self, input_data_list):
        return [vector(text) for text in input_data_list]


class ScriptedLlm(LLMClient):
    """Answers each prompt by its name and remembers what it was asked."""

    def __init__(self):
        super().__init__(LLMConfig(api_key='x', model='m', small_model='m'))
        self.answers, self.asked = {}, []

    async def _generate_response(self, *args, **kwargs):
        raise NotImplementedError

    async def generate_response(self, messages, *args, prompt_name=None, **kwargs):
        self.asked.append((prompt_name, messages[-1].content))
        return self.answers[prompt_name]

    def told(self, entities, facts=()):
        """An episode from which these names and (source, predicate, target, fact) are extracted."""
        self.asked = []
        self.answers = {
            'extract_nodes.extract_text': {'extracted_entities': [{'name': name, 'entity_type_id': 0} for name in entities]},
            'extract_edges.edge': {'edges': [
                {'source_entity_name': source, 'target_entity_name': target, 'relation_type': name, 'fact': fact}
                for source, name, target, fact in facts]},
            'dedupe_nodes.nodes': {'entity_resolutions': []},
            'dedupe_edges.resolve_edge': {'duplicate_facts': [], 'contradicted_facts': []},
            'extract_edges.extract_timestamps': {'valid_at': None, 'invalid_at': None},
            'extract_nodes.extract_summaries_batch': {'summaries': []},
            'extract_nodes.extract_summary': {'summary': ''},  # up to 0.28
            'extract_nodes.extract_entity_summaries_from_episodes': {'summaries': []},
        }

    def prompts(self, name):
        return [content for asked, content in self.asked if asked == name]


class NoCrossEncoder(CrossEncoderClient):
    async def rank(self, query, passages):
        return [(passage, 1.0) for passage in passages]


class Checks:
    def __init__(self, options):
        self.options, self.llm, self.rows = options, ScriptedLlm(), []
        self.graphiti = Graphiti(options.uri, options.user, options.password, llm_client=self.llm,
                                 embedder=TextVectors(), cross_encoder=NoCrossEncoder())
        self.driver = self.graphiti.driver

    def answer(self, question, answer, *figures):
        row = f'| {question} | {answer} |'
        self.rows.append(row)
        print(row, flush=True)
        for figure in figures:
            print(f'    {figure}', file=sys.stderr)

    async def query(self, cypher, **parameters):
        records, _, _ = await self.driver.execute_query(cypher, params=parameters)
        return [record.data() for record in records]

    async def value(self, cypher, **parameters):
        return next(iter((await self.query(cypher, **parameters))[0].values()))

    @contextmanager
    def profiled(self):
        """Profiles all queries that run within, of any driver."""
        plain, found = AsyncDriver.execute_query, []

        async def profile(driver, query, *args, **kwargs):
            result = await plain(driver, 'PROFILE ' + query, *args, **kwargs)
            plans, hits, operators = [result.summary.profile], 0, []
            while plans:
                plan = plans.pop()
                hits += plan.get('dbHits', 0)
                operators.append(plan['operatorType'].split('@')[0])
                plans.extend(plan.get('children', []))
            found.append(Profile(query, hits, operators))
            return result

        AsyncDriver.execute_query = profile
        try:
            yield found
        finally:
            AsyncDriver.execute_query = plain

    # What the migrator writes.

    async def episodes(self, group, times):
        """Episodes e-0, e-1, .. with these (valid_at, created_at)."""
        rows = [{'uuid': f'{group} e-{i}', 'name': f'Episode {i}', 'group_id': group, 'source': 'text', 'source_description': 'check',
                 'content': f'Content {i}', 'entity_edges': [], 'valid_at': valid, 'created_at': created}
                for i, (valid, created) in enumerate(times)]
        await self.query('UNWIND $rows AS row CREATE (n:Episodic) SET n += row', rows=rows)
        return [row['uuid'] for row in rows]

    async def entities(self, group, names, summary='', embedded=True):
        rows = [{'uuid': f'{group} {i} {name}', 'name': name, 'summary': summary.format(i), 'vector': vector(name) if embedded else None}
                for i, name in enumerate(names)]
        await self.query(
            "UNWIND $rows AS row CREATE (n:Entity {uuid: row.uuid, name: row.name, group_id: $group, summary: row.summary, labels: ['Entity'], "
            'created_at: $now}) WITH n, row WHERE row.vector IS NOT NULL '
            "CALL db.create.setNodeVectorProperty(n, 'name_embedding', row.vector) RETURN count(*)", group=group, rows=rows, now=NOON)
        return [row['uuid'] for row in rows]

    async def fact(self, group, uuid, source, target, fact, episodes, embedded=True):
        await self.query(
            'MATCH (s:Entity {uuid: $source}) MATCH (t:Entity {uuid: $target}) '
            "CREATE (s)-[e:RELATES_TO {uuid: $uuid, name: 'KNOWS', fact: $fact, group_id: $group, episodes: $episodes, created_at: $now, "
            'valid_at: $now, source_node_uuid: $source, target_node_uuid: $target}]->(t) WITH e WHERE $vector IS NOT NULL '
            "CALL db.create.setRelationshipVectorProperty(e, 'fact_embedding', $vector) RETURN count(*)",
            group=group, uuid=uuid, source=source, target=target, fact=fact, episodes=episodes, now=NOON,
            vector=vector(fact) if embedded else None)
        await self.query('MATCH (e:Episodic) WHERE e.uuid IN $episodes SET e.entity_edges = e.entity_edges + $uuid', episodes=episodes, uuid=uuid)

    async def mentions(self, group, episodes, entities):
        await self.query(
            'MATCH (e:Episodic) WHERE e.uuid IN $episodes MATCH (n:Entity) WHERE n.uuid IN $entities '
            'CREATE (e)-[:MENTIONS {uuid: e.uuid + n.uuid, group_id: $group, created_at: $now}]->(n)',
            group=group, episodes=episodes, entities=entities, now=NOON)

    async def two_who_know_each_other(self, group, episodes, embedded=True):
        """Episodes of different times that mention Ada and Bob and tell that they know each other."""
        uuids = await self.episodes(group, [(NOON + timedelta(hours=i), NOON) for i in range(episodes)])
        ada, bob = await self.entities(group, ['Ada', 'Bob'], 'As the source describes it.')
        await self.mentions(group, uuids, [ada, bob])
        await self.fact(group, f'{group} fact', ada, bob, 'Ada knows Bob.', uuids, embedded)
        return uuids

    async def tell(self, group, content):
        return await self.graphiti.add_episode('check', content, 'check', NOON + timedelta(days=1), source=EpisodeType.text, group_id=group)

    # The questions.

    async def latest(self, group, n=10):
        return [episode.uuid for episode in await self.graphiti.retrieve_episodes(NOON + timedelta(days=9), last_n=n, group_ids=[group])]

    async def order_of_episodes(self):
        group = GROUP + '_created'
        created = list(range(40))
        random.Random(1).shuffle(created)
        uuids = await self.episodes(group, [(NOON, NOON + timedelta(microseconds=i)) for i in created])
        expected = [uuids[created.index(i)] for i in range(30, 40)]
        found = await self.latest(group)
        self.answer('Which ten of 40 episodes with one `valid_at` and different `created_at` does `retrieve_episodes` return?',
                    'The ten with the latest `created_at`, in its order.' if found == expected else 'Ten of them, in the order of writing.' if found == uuids[30:] else f'Others: {found}')
        group = GROUP + '_equal'
        uuids = await self.episodes(group, [(NOON, NOON)] * 40)
        found = await self.latest(group)
        self.answer('And if `created_at` is equal too, as in one run of the migrator?',
                    'The ten that were written last, in order.' if found == uuids[30:] else 'Ten of them, in no order that can be relied on.', f'order: {found}')

    async def cost_of_equal_times(self):
        many, hits = 4000, {}
        for name, step in [('apart', 1), ('together', 0)]:
            groups = [f'{GROUP}_{name}_{i}' for i in range(4)]
            for i, group in enumerate(groups):
                await self.episodes(group, [(NOON + timedelta(seconds=step * (4 * k + i)), NOON) for k in range(many // 4)])
            # The planner asks the statistics of the indexes, which a server brings up to date by itself after a while.
            await self.query('CALL db.prepareForReplanning(60)')
            await self.query('CALL db.clearQueryCaches()')
            with self.profiled() as queries:
                await self.latest(groups[1])
            hits[name] = queries[0].hits
            await self.clean()
        self.answer(f'What does `retrieve_episodes` read of {many} episodes in four groups?',
                    ('A few episodes if their `valid_at` differ' if hits['apart'] < many / 4 else 'All episodes even if their `valid_at` differ')
                    + ('; all episodes of all groups with the same `valid_at` if they are equal.' if hits['together'] > many else '; a few if they are equal.'),
                    f'database hits: {hits}')

    async def equal_names(self):
        group, many = GROUP + '_names', 300
        await self.entities(group, ['Ticket'] * many, 'Number {}.')
        self.llm.told(['Ticket'])
        await self.tell(group, 'The ticket is closed.')
        prompt = ' '.join(self.llm.prompts('dedupe_nodes.nodes'))
        offered = len(set(re.findall(r'Number \d+\.', prompt)))
        self.answer(f'How many of {many} entities with one name does a new mention of it put into one prompt?',
                    f'All {many}.' if offered == many else f'{offered}.', f'characters of the prompt: {len(prompt)}')
        for i, mention in enumerate(['Grace Hopper', 'grace hopper']):
            group = f'{GROUP}_bare_{i}'
            bare = await self.entities(group, ['Grace Hopper'], embedded=False)
            self.llm.told([mention])
            found = [node.uuid for node in (await self.tell(group, f'{mention} called.')).nodes] == bare
            self.answer(f'Is an entity `Grace Hopper` without a vector found by a new mention of `{mention}`?',
                        'Yes.' if found else 'No, a second entity is made.')

    async def attributes_of_an_entity(self):
        group = GROUP + '_attributes'
        [ada] = await self.entities(group, ['Ada'])
        await self.query('MATCH (n {uuid: $ada}) SET n.age = 36', ada=ada)
        self.llm.told(['Ada'])
        await self.tell(group, 'Ada called.')
        kept = await self.value('MATCH (n {uuid: $ada}) RETURN n.age', ada=ada) == 36
        self.answer('Does an entity keep its attributes when a new episode mentions it?', 'Yes.' if kept else 'No, all are erased.')

    async def facts_of(self, group):
        return [row['f'] for row in await self.query('MATCH ()-[f:RELATES_TO {group_id: $group}]->() RETURN properties(f) AS f', group=group)]

    async def removal_of_an_episode(self):
        group = GROUP + '_vectorless'
        uuids = await self.two_who_know_each_other(group, 2, embedded=False)
        self.llm.told([])
        try:
            await self.graphiti.remove_episode(uuids[0])
            outcome = 'It works'
        except Exception as error:
            outcome = f'It fails (`{type(error).__name__}`)'
        episodes = await self.value('MATCH (e:Episodic {group_id: $group}) RETURN count(e)', group=group)
        told = [fact['episodes'] for fact in await self.facts_of(group)]
        self.answer('What does `remove_episode` do if a fact of the episode has a second episode and no vector?',
                    f'{outcome}; ' + ('the episode and the fact stay as they were.' if (episodes, told) == (2, [uuids])
                                      else 'the fact is deleted.' if not told else f'{episodes} episodes and {told} stay.'))

        group, prompt = GROUP + '_vectors', 'extract_nodes.extract_entity_summaries_from_episodes'
        uuids = await self.two_who_know_each_other(group, 13)
        self.llm.answers[prompt] = {'summaries': [{'name': 'Ada', 'summary': 'Summary of the LLM.'}]}
        await self.graphiti.remove_episode(uuids[0])
        facts = await self.facts_of(group)
        if facts:
            kept = facts[0]['episodes'] == uuids[1:]
            renamed = 'source_node_uuid' not in facts[0] and 'source_uuid' in facts[0]
            answer = ('The fact stays, without that episode' if kept else 'The fact stays as it was') + (
                '; its `source_node_uuid` and `target_node_uuid` become `source_uuid` and `target_uuid`.' if renamed else '.')
        self.answer('And if the fact has a vector?', answer if facts else 'The fact is deleted.')
        summaries = {row['name']: row['summary'] for row in await self.query(
            'MATCH (n:Entity {group_id: $group}) RETURN n.name AS name, n.summary AS summary', group=group)}
        calls = len(self.llm.prompts(prompt))
        self.answer('What happens to the summary of an entity that 12 other episodes mention?',
                    'It stays.' if not calls else f'It is replaced: {calls // 2} LLM calls for each such entity' + (
                        '; it is empty if the LLM leaves the entity out.' if summaries == {'Ada': 'Summary of the LLM.', 'Bob': ''} else f'; {summaries}.'))
        labels = await self.value('MATCH (n:Entity {group_id: $group}) RETURN count(n.labels)', group=group)
        self.answer('And of its list property `labels`?', 'It is lost; the labels themselves stay.' if labels == 0 else 'It stays.')
        for uuid in uuids[1:]:
            await self.graphiti.remove_episode(uuid)
        left = await self.value('MATCH (n {group_id: $group}) RETURN count(n)', group=group)
        self.answer('What is left after the last episode that mentions them is removed?', 'Nothing.' if left == 0 else f'{left} nodes.')

    async def a_fact_of_one_entity(self):
        group, fact = GROUP + '_self', 'Evan has a knee injury.'
        uuids = await self.episodes(group, [(NOON, NOON)])
        [evan] = await self.entities(group, ['Evan'])
        await self.mentions(group, uuids, [evan])
        await self.fact(group, f'{group} fact', evan, evan, fact, uuids)
        read = await EntityEdge.get_by_group_ids(self.driver, [group])
        of_node = await EntityEdge.get_by_node_uuid(self.driver, evan)
        self.answer('Is a fact from an entity to itself read?', f'Yes: {len(read)} of its group, {len(of_node)} of its entity.')
        for name, recipe in [('`search`', EDGE_HYBRID_SEARCH_RRF), ('`search_` with all its methods', COMBINED_HYBRID_SEARCH_CROSS_ENCODER)]:
            found = (await self.graphiti.search_(fact, config=recipe.model_copy(deep=True), group_ids=[group])).edges
            self.answer(f'How often does {name} find it?', {0: 'Never.', 1: 'Once.'}.get(len(found), f'{len(found)} times.'))
        self.llm.told(['Evan'], [('Evan', 'KNOWS', 'Evan', fact)])
        await self.tell(group, fact)
        told = await self.query('MATCH ()-[f:RELATES_TO {group_id: $group}]->() RETURN size(f.episodes) AS n', group=group)
        self.answer('What does an episode that repeats it do?', 'It is added to the episodes of the fact.' if told == [{'n': 2}] else
                    'Nothing; it is not extracted.' if told == [{'n': 1}] else f'It makes a second fact: {told}.')
        for row in await self.query('MATCH (e:Episodic {group_id: $group}) RETURN e.uuid AS uuid', group=group):
            await self.graphiti.remove_episode(row['uuid'])
        left = await self.value('MATCH (n {group_id: $group}) RETURN count(n)', group=group)
        self.answer('Does `remove_episode` delete it with its last episode?', 'Yes, and the entity.' if left == 0 else f'No: {left} nodes are left.')

    async def deletion_by_rest(self):
        """The routes of the server, called in this process."""
        sys.path.insert(0, self.options.rest)
        os.environ.update(NEO4J_URI=self.options.uri, NEO4J_USER=self.options.user, NEO4J_PASSWORD=self.options.password)
        import httpx
        from graph_service.main import app
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url='http://rest')
        group = GROUP + '_rest'
        await self.two_who_know_each_other(group, 3)
        await self.query('CREATE (:Community {uuid: $group + "c", name: "c", group_id: $group, summary: "", created_at: $now}), '
                         '(:Saga {uuid: $group + "s", name: "s", group_id: $group, created_at: $now})', group=group, now=NOON)
        with self.profiled() as queries:
            response = await client.delete(f'/group/{group}')
        left = sorted(row['label'] for row in await self.query('MATCH (n {group_id: $group}) RETURN labels(n)[0] AS label', group=group))
        self.answer('What does `DELETE /group/{id}` of the REST server leave?', f'Status {response.status_code}; ' + (' and '.join(f'`{x}`' for x in left) or 'nothing')
                    + (' nodes of the group.' if left else '.'))
        await self.clean()
        nodes = await self.value('MATCH (n) RETURN count(n)')
        deletes = [query for query in queries if 'DELETE' in query.cypher]
        scans = [query for query in deletes if 'NodeIndexSeek' not in query.operators and any('Scan' in x for x in query.operators)]
        self.answer('How does it find what it deletes?', f'One query for each of the {len(deletes)} elements'
                    + (f'; {len(scans)} of them scan all nodes.' if scans else ', by an index.'), f'operators: {[(query.operators, query.hits) for query in deletes]} of {nodes} nodes')
        await self.query('CREATE (:Own {uuid: "mine"})')
        constraints = await self.query('SHOW CONSTRAINTS YIELD name RETURN name')
        response = await client.post('/clear')
        left = await self.value('MATCH (n) RETURN count(n)')
        same = await self.query('SHOW CONSTRAINTS YIELD name RETURN name') == constraints
        self.answer('What does `POST /clear` leave?', f'Status {response.status_code}; ' + ('no node of any program' if left == 0 else f'{left} nodes')
                    + ('; the constraints and indexes stay.' if same else '; other constraints.'))
        await client.aclose()

    async def clean(self):
        await self.query(f'MATCH (n:{KINDS}) WHERE n.group_id STARTS WITH $group DETACH DELETE n', group=GROUP)

    async def run(self):
        await asyncio.sleep(1)  # the driver creates Graphiti's indexes in the background
        questions = [self.order_of_episodes, self.cost_of_equal_times, self.equal_names, self.attributes_of_an_entity,
                     self.removal_of_an_episode, self.a_fact_of_one_entity]
        try:
            for question in questions + ([self.deletion_by_rest] if self.options.rest else []):
                await self.clean()
                await question()
        finally:
            await self.clean()
            await self.graphiti.close()

    def unknown_to(self, page):
        with open(page, encoding='utf-8') as lines:
            told = set(lines.read().splitlines())
        return [row for row in self.rows if row not in told]


async def ask(options):
    checks = Checks(options)
    await checks.run()
    return checks


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('--uri', default='bolt://localhost:7687')
    arguments.add_argument('--user', default='neo4j')
    arguments.add_argument('--password', default='')
    arguments.add_argument('--page', help='the page that must hold the answers')
    arguments.add_argument('--rest', help="the folder 'server' of Graphiti's source archive; EMPTIES THE DATABASE")
    options = arguments.parse_args()
    checks = asyncio.run(ask(options))
    unknown = checks.unknown_to(options.page) if options.page else []
    for row in unknown:
        print(f'{options.page} has no such row: {row}', file=sys.stderr)
    return 1 if unknown else 0


if __name__ == '__main__':
    sys.exit(main())
