@own-platform
Feature: The published reports
  Whoever was told that a run has ended opens one page, finds the newest report on top, and can go
  through the older ones. No report may be missing, and nothing else may be shown.

  @beyond-contract
  Rule: Every report is listed, the newest first

    Example: Reports of several runs are listed with their age and size
      Given the operator has started a platform that publishes these files:
        | file            | age      | bytes   |
        | html/index.html | 210 min  | 2500000 |
        | notes & more    | 140 min  | 999     |
        | a list.txt      | 130 min  | 999     |
        | messages.ndjson | 2.3 min  | 1000000 |
        | junit.xml       | 2.2 min  | 12345   |
        | bdd-report.html | 2.1 min  | 1000    |
        | older.txt       | 4320 min | 5       |
        | just-now.txt    | 4 s      | 10      |
        | .hidden         | 2.1 min  | 5       |
        | empty/notes.txt | 2.1 min  | 5       |
      When a client opens the page "/test-results"
      Then the page should list these reports, in this order:
        | report          | use                                                     | age           | size    |
        | just-now.txt    |                                                         | seconds ago   | 10 B    |
        | bdd-report.html | Report in one file, to read and to send on              | 2 minutes ago | 1.0 kB  |
        | junit.xml       | Results for a CI server (JUnit XML)                     | 2 minutes ago | 12.3 kB |
        | messages.ndjson | Everything that happened, for tools (Cucumber messages) | 2 minutes ago | 1.0 MB  |
        | a list.txt      |                                                         | 2 hours ago   | 999 B   |
        | notes & more    |                                                         | 2 hours ago   | 999 B   |
        | html/index.html | Report in pages, a page for each feature                | 3 hours ago   | 2.5 MB  |
        | older.txt       |                                                         | 3 days ago    | 5 B     |
      And every report should be found where the page leads to
      And the page should lead to "bdd-report.html" as the latest

    Example: Where there is no report, the page says how to make one
      Given the operator has started a platform with REPORTS_DIR set to "no-such-folder"
      When a client opens the page "/test-results"
      Then the response should have:
        | text        |
        | npm run bdd |

  @beyond-contract
  Rule: A report is shown as it is now, and nothing beside it

    Example: A hidden file is not published
      Given the operator has started a platform that publishes these files:
        | file    | age | bytes |
        | .hidden | 1 s | 5     |
      When a client opens the page "/test-results/.hidden"
      Then the request should be refused as unknown

  @beyond-contract
  Rule: Every run is listed with its verdict, the newest first

    Example: Runs say how they ended, when they began and how long they took
      Given the operator has started a platform that publishes the results of these runs:
        | file              | age   | started | tests | failures | errors | skipped | flakes | time |
        | junit.xml         | 5 min | 9 min   | 329   | 0        | 0      | 0       |        | 66.7 |
        | nightly/junit.xml | 5 min | 7.1 min | 20    | 2        | 1      | 3       | 1      | 59.4 |
        | errors/junit.xml  | 5 min | 130 min | 20    | 0        | 2      |         |        | 59.7 |
        | flaky/junit.xml   | 5 min | 70 min  | 20    | 0        |        | 0       | 2      | 0.44 |
        | part/junit.xml    | 5 min |         | 20    | 0        |        | 3       | 0      |      |
        | none/junit.xml    | 3 min |         | 2     | 0        |        | 2       | 0      | 0    |
        | .hidden/junit.xml | 3 min |         | 2     | 0        |        |         |        |      |
      When a client opens the page "/test-results"
      Then the page should list these runs, in this order:
        | folder  | verdict                     | age           | duration  |
        | none    | Nothing was run             | 3 minutes ago | 0.0 s     |
        | part    | Passed: 17 of 20, 3 skipped | 5 minutes ago |           |
        | nightly | Failed: 3 of 20             | 7 minutes ago | 59.4 s    |
        |         | Passed: all 329             | 9 minutes ago | 1 min 7 s |
        | flaky   | Flaky: 2 of 20              | 1 hour ago    | 0.4 s     |
        | errors  | Failed: 2 of 20             | 2 hours ago   | 1 min 0 s |
      And every report should be found where the page leads to

    Example: A run without results is listed without a verdict
      Given the operator has started a platform that publishes these files:
        | file                | age   | bytes |
        | one/bdd-report.html | 5 min | 10    |
        | one/html/index.html | 9 min | 10    |
        | two/notes.txt       | 2 min | 10    |
      When a client opens the page "/test-results"
      Then the page should list these runs, in this order:
        | folder | verdict    | age           | duration | reports       |
        | one    | No verdict | 5 minutes ago |          | Report, Pages |
      And the page should lead to "bdd-report.html" as the latest

    Example: Only what the first element of the results says is believed
      Given the operator has started a platform that publishes these files:
        | file                  | age   | content                                                               |
        | all/junit.xml         | 3 min | <testsuites tests="2" failures="0"><testsuite tests="1" failures="1"> |
        | date/junit.xml        | 4 min | <testsuite tests="2" failures="0" timestamp="yesterday">              |
        | no-tests/junit.xml    | 5 min | <testsuite failures="0"><testsuite tests="1" failures="1">            |
        | no-failures/junit.xml | 6 min | <testsuite tests="2">                                                 |
        | number/junit.xml      | 7 min | <testsuite tests="x" failures="0">                                    |
        | cut-off/junit.xml     | 8 min | <testsuite tests="2" failures="0"                                     |
        | foreign/junit.xml     | 9 min | <html tests="2" failures="0">                                         |
      When a client opens the page "/test-results"
      Then the page should list these runs, in this order:
        | folder      | verdict                        | age           |
        | all         | Passed: all 2                  | 3 minutes ago |
        | date        | Passed: all 2                  | 4 minutes ago |
        | no-tests    | No verdict                     | 5 minutes ago |
        | no-failures | No verdict                     | 6 minutes ago |
        | number      | Unreadable: tests is no number | 7 minutes ago |
        | cut-off     | No verdict                     | 8 minutes ago |
        | foreign     | No verdict                     | 9 minutes ago |
