@own-platform
Feature: The published reports
  Whoever was told that a run has ended opens one page, finds the newest report on top, and can go
  through the older ones. No report may be missing, and nothing else may be shown.

  Rule: Every report is listed, the newest first

    Example: Reports of several runs are listed with their age and size
      Given the operator has started a platform that publishes these files:
        | file            | age      | bytes   |
        | html/index.html | 210 min  | 2500000 |
        | notes & more    | 130 min  | 999     |
        | a list.txt      | 130 min  | 999     |
        | messages.ndjson | 2.5 min  | 1000000 |
        | junit.xml       | 2.5 min  | 12345   |
        | bdd-report.html | 2.5 min  | 1000    |
        | older.txt       | 4320 min | 5       |
        | just-now.txt    | 1 s      | 10      |
        | .hidden         | 2.5 min  | 5       |
        | empty/notes.txt | 2.5 min  | 5       |
      When a client opens the page "/test-results"
      Then the page should list these reports, in this order:
        | report          | age           | size    |
        | just-now.txt    | seconds ago   | 10 B    |
        | bdd-report.html | 2 minutes ago | 1.0 kB  |
        | junit.xml       | 2 minutes ago | 12.3 kB |
        | messages.ndjson | 2 minutes ago | 1.0 MB  |
        | a list.txt      | 2 hours ago   | 999 B   |
        | notes & more    | 2 hours ago   | 999 B   |
        | html/index.html | 3 hours ago   | 2.5 MB  |
        | older.txt       | 3 days ago    | 5 B     |
      And every report should be found where the page leads to
      And the page should lead to "bdd-report.html" as the latest

    Example: Where there is no report, the page says how to make one
      Given the operator has started a platform with REPORTS_DIR set to "no-such-folder"
      When a client opens the page "/test-results"
      Then the response should contain "npm run bdd"

  Rule: A report is shown as it is now, and nothing beside it

    Example: A hidden file is not published
      Given the operator has started a platform that publishes these files:
        | file    | age | bytes |
        | .hidden | 1 s | 5     |
      When a client opens the page "/test-results/.hidden"
      Then there should be no such page
