import AvowDiagnostics
import AvowSyntax
import Testing

/// Queries that must work.
let workingQueries = [
  "pledges where type = troops group by country",
  """
  pledges where type = troops and stance != refused group by country
  select count, list(title) as what
  """,
  """
  pledges where country.region = europe and announced in 2025
  select country, title, stance, announced
  """,
  """
  countries select name, count(pledges) as made,
  count(pledges where stance = refused) as refused order by made desc
  """,
  "countries where none(pledges where type = troops) select name",
  "pledges where not any(statements where document.languages has en) select title",
  "pledges as of 2025-03 where country = US select title, stance",
  "changes(pledges where country = US)",
  "pledges as known on 2025-09-01 group by stance",
  "pledges where amount > 100 bn USD",
  """
  pledges where possibly(amount >= 300 bn USD)
  select country, amount, certainly(amount >= 300 bn USD) as sure
  """,
  "pledges where amount is unknown group by type",
  """
  pledges where met is unknown expand blockers as c group by c order by count desc
  """,
  """
  pledges assuming ceasefire, bundestag_approval where type = troops
  select country, met, blockers
  """,
  """
  pledges where type in (troops, air_policing, "naval presence") group by country, type
  pivot on type
  """,
  "statements where said in 2025-05 group by category",
  "statements where speaker = merz cite",
  "statements where evidence.language has sq select summary, evidence",
  """
  documents select id, publisher, published, count(statements) as n order by published
  """,
  "requests where count(matching_offers) = 0 select country, asked, type",
  "events where date since 2025-02 order by date chart timeline",
  "pledges group by type chart bar",
  "pledges order by announced desc limit 3 per country",
  "param c: countries = france; pledges where country = $c",
  """
  let firm = pledges where stance >= pledged;
  firm group by country select count, max(announced)
  """,
  """
  let kept(p) = count(p where stance = implemented) / count(p);
  countries select name, kept(pledges) as rate where rate < 50%
  """,
  """
  pledges derive running = count() over (by country order by announced)
  select country, announced, running
  """,
  "countries select name, pledges { type, stance, condition } as promises",
  "pledges where country = germany and type = troops why",
  "pledges where type = troops group by country why not italy",
  "conflicts group by kind",
  "sizes order by said",
  """
  statements where country = france order by said select said, category, stance, summary
  """,
  "assert none(pledges where count(statements) = 0), \"a pledge without evidence\"",
  "germany",
  "#!/usr/bin/env avow\npledges | where met | select title | cite",
  "pledges where amount between 5 and 10 bn USD",
  "pledges where $280bn < amount and amount <= €1.5bn",
  "pledges where announced after 3 months ago or announced in last 2 weeks",
  "pledges where said in @[2025-01..2025-03] union pledges except (pledges where met)",
  "countries select case when x then 1 when y then 2 else none end as z",
  "pledges where type is not exactly troops and (a = b) is unknown",
  "pledges join countries as c on c.id = country distinct top 3 by amount",
]

@Test(arguments: workingQueries)
func `the queries of the manual are understood`(query: String) {
  #expect(Parser.parse(SourceText(query)).diagnostics == [])
}
