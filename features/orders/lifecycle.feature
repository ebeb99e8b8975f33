Feature: The life of an order
  An order is PENDING when it is accepted and then either EXECUTED or CANCELLED, for good. Traders
  plan on the time that this takes, and on its happening once.

  @LIFE-1
  @TIME-4
  Rule: A pending order is executed by itself

    @timing
    Example: An order becomes EXECUTED within its time
      When the trader places an order to BUY 10 EURUSD
      Then the order should have been accepted as:
        | field       | value   |
        | orderStatus | PENDING |
      And the order should become EXECUTED within 3.5 s
      And the order should have been executed 1.5 s to 3 s after it was placed

    @timing
    Example: The time to execution is random
      When 20 orders are placed at the same time
      Then every order should become EXECUTED within 3.5 s
      And every order should have been executed 1.5 s to 3 s after it was placed
      And the times to execution should differ by at least 100 ms

  @CTRL-1
  Rule: Whoever tries the platform can say when an order is executed

    Scenario Outline: A demonstration can say when an order is executed: after <time>
      Given the platform executes orders <time> after they are placed
      When the trader places an order to BUY 10 EURUSD
      Then the order should become EXECUTED within 4 s
      And the order should have been executed <time> to <latest> after it was placed

      Examples: at once and later
        | time   | latest |
        | 0 ms   | 500 ms |
        | 700 ms | 1.2 s  |
        | 3 s    | 3.5 s  |

  @LIFE-1
  @LIFE-3
  Rule: An order is executed exactly once

    Example: After its execution nothing more happens to an order
      Given a subscriber to all orders
      And an EXECUTED order
      Then the subscriber should receive these events for the order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And the subscriber should receive no further event for the order
      And the order should be EXECUTED

  @LIFE-2
  Rule: A change of status changes nothing else

    Scenario Outline: An order that becomes <status> keeps all that was agreed
      Given an <status> order
      When the trader looks up the order
      Then the order should differ from its placement only in:
        | field       |
        | orderStatus |
        | updatedAt   |

      Examples: both ends
        | status    |
        | EXECUTED  |
        | CANCELLED |
