// An invented observatory: people, telescopes, objects of the sky, and a year of observations. Fills an empty database.
CREATE CONSTRAINT telescope_code IF NOT EXISTS FOR (t:Telescope) REQUIRE t.code IS UNIQUE;

UNWIND [
  ['A-01', 'Ines Valbo', ['Astronomer'], 'Hunts variable stars.', '2011-04-01', ['Danish', 'English']],
  ['A-02', 'Tomas Erdling', ['Astronomer'], 'Maps the Tarn nebula.', '2014-09-15', ['German', 'English']],
  ['A-03', 'Ruta Mensah', ['Astronomer', 'Engineer'], 'Builds spectrographs and uses them.', '2016-02-01', ['English', 'Twi']],
  ['A-04', 'Oluf Brandi', ['Astronomer'], 'Keeps the comet watch.', '2019-07-01', ['Danish']],
  ['A-05', 'Maren Quist', ['Astronomer'], 'Came as a student and stayed.', '2021-10-01', ['Danish', 'Spanish']],
  ['A-06', 'Pilar Oyarzun', ['Astronomer'], 'Times occultations to the millisecond.', '2018-03-12', ['Spanish', 'English']],
  ['E-01', 'Gunnar Hovik', ['Engineer'], 'Knows every bolt of the domes.', '2003-01-06', ['Norwegian']],
  ['E-02', 'Leona Sattler', ['Engineer'], 'Aligns mirrors.', '2012-05-21', ['German']],
  ['E-03', 'Idris Calder', ['Engineer'], 'Cools the detectors.', '2020-11-30', ['English']]
] AS p
CREATE (n:$(p[2]) {badge: p[0], name: p[1], bio: p[3], joined: date(p[4]), languages: p[5]});

UNWIND [
  ['NORD', 'Great Nord', 2.6, 15.21, 62.4], ['TWIN-A', 'Twin A', 1.2, 15.22, 62.4], ['TWIN-B', 'Twin B', 1.2, 15.22, 62.4],
  ['SCOUT', 'Scout', 0.4, 15.2, 62.41]
] AS t
CREATE (:Telescope {code: t[0], name: t[1], mirror_m: t[2], site: point({longitude: t[3], latitude: t[4]})});

UNWIND ['Aldra', 'Bessmi', 'Corvane', 'Dellis', 'Ektar', 'Fenoor', 'Galdis', 'Hesperane', 'Ilmari', 'Jorun', 'Kelvane', 'Lumis'] AS name
WITH name, size(name) AS s
CREATE (:Star {name: name, magnitude: 3.0 + s * 0.7, constellation: ['Lantern', 'Heron', 'Plough'][s % 3]});

UNWIND ['Tarn', 'Veil of Runa', 'Copper Ring', 'Mistwell', 'Anvil Cloud'] AS name
CREATE (:Nebula {name: name + ' nebula', magnitude: 8.5, constellation: 'Heron'});

UNWIND ['Brandi 1', 'Brandi 2', 'Quist-Hovik'] AS name
CREATE (:Comet:Periodic {name: 'Comet ' + name, magnitude: 11.0});

UNWIND range(1, 160) AS i
MATCH (t:Telescope {code: ['NORD', 'TWIN-A', 'TWIN-B', 'SCOUT'][i * 7 % 4]})
MATCH (a:Astronomer {badge: 'A-0' + (i * 5 % 6 + 1)})
MATCH (x:Star|Nebula|Comet)
WITH i, t, a, x ORDER BY x.name
WITH i, t, a, collect(x) AS sky
WITH i, t, a, sky[i * 11 % size(sky)] AS x, datetime('2024-01-03T21:30:00Z') + duration({days: i * 2, minutes: i * 13 % 300}) AS at,
  i % 17 = 0 AS clouded
CREATE (o:Observation {number: i, at: at, exposure: duration({minutes: 5 + i % 40}), clouded: clouded, notes:
  CASE WHEN clouded THEN 'Clouds all night.' ELSE a.name + ' watched ' + x.name + ' with ' + t.name + '. ' +
    ['The seeing was steady.', 'Thin haze after midnight.', 'The best night of the month.', 'Wind shook the dome.'][i % 4] END})
CREATE (a)-[:OBSERVED {id: 'ob-' + i, role: ['lead observer', 'night assistant'][i % 2]}]->(o)
CREATE (o)-[:MADE_WITH {id: 'mw-' + i}]->(t)
CREATE (o)-[:SHOWS {id: 'sh-' + i, measured: round(x.magnitude + (i % 9 - 4) / 10.0, 2)}]->(x);

UNWIND [
  ['E-01', 'NORD', '2003-02-01', null], ['E-01', 'SCOUT', '2009-06-01', '2020-12-01'], ['E-02', 'TWIN-A', '2012-06-01', null],
  ['E-02', 'TWIN-B', '2012-06-01', null], ['E-03', 'SCOUT', '2020-12-01', null], ['A-03', 'NORD', '2017-01-01', null]
] AS m
MATCH (p {badge: m[0]}), (t:Telescope {code: m[1]})
CREATE (p)-[:MAINTAINS {id: 'ma-' + m[0] + '-' + m[1], since: date(m[2]), until: date(m[3])}]->(t);

UNWIND [
  ['A-01', 'A-05', 'photometry', '2021-10-15'], ['A-02', 'A-05', 'mapping', '2022-02-01'], ['E-02', 'A-03', 'optics', '2016-03-01'],
  ['A-04', 'A-06', 'comets', '2019-08-01'], ['E-01', 'E-03', 'the domes', '2020-12-05']
] AS m
MATCH (a {badge: m[0]}), (b {badge: m[1]})
CREATE (a)-[:MENTORS {id: 'me-' + m[0] + '-' + m[1], subject: m[2], since: date(m[3])}]->(b);
