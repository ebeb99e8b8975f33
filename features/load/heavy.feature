@load
@heavy
@alone
Feature: More orders at the same time than any day brings
  Where the platform, or the machine that measures it, begins to struggle, has to be known before
  it happens. These take their time, so they run only when somebody asks for them.

  @PLACE-7
  @EVENT-1
  Rule: However many orders are placed, none is lost and none is forgotten

    Example: 1000 orders placed at the same time are executed in time
      Given a subscriber to all orders
      When 1000 orders are placed at the same time and followed to their end
      Then every order should have been accepted as it was sent
      And no event should be lost or repeated
      And every order should be EXECUTED
      And the run should meet these limits:
        | measure           | statistic          | limit   |
        | response time     | p95                | 4000 ms |
        | execution delay   | average            | 2150 ms |
        | execution delay   | standard deviation | 350 ms  |
        | execution delay   | p95                | 2700 ms |
        | measurement error | p50                | 100 ms  |

    Example: 5000 orders placed at the same time are all accounted for
      Given a subscriber to all orders
      When 5000 orders are placed at the same time and followed to their end
      Then every order should have been accepted as it was sent
      And no event should be lost or repeated
      And every order should be EXECUTED
      And the run should meet these limits:
        | measure         | statistic | limit    |
        | response time   | p95       | 15000 ms |
        | execution delay | average   | 5000 ms  |

    Example: 200 of 1000 orders placed at the same time are cancelled and the others executed
      Given a subscriber to all orders
      When 1000 orders are placed at the same time, 200 of them are cancelled, and all are followed to their end
      Then every order should have been accepted as it was sent
      And no event should be lost or repeated
      And every order should have been either executed or cancelled once
      And the run should meet these limits:
        | measure           | statistic | limit   |
        | response time     | p95       | 4000 ms |
        | execution delay   | average   | 2150 ms |
        | cancellation time | p95       | 4000 ms |
