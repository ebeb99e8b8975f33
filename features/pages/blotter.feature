@browser
Feature: The blotter, a page of live orders
  Testers watch the orders of a run stream by, and explore the platform by hand. What the blotter
  shows has to be so, whatever happens at the same time and to the connection.

  @beyond-contract
  Rule: Every order and every event appears at once

    @controls
    Example: A hundred orders that are placed at the same time appear with all their events
      Given a tester who has opened the blotter
      And the platform executes orders 500 ms after they are placed
      When 100 orders are placed at the same time
      Then the blotter should show every order as EXECUTED
      And the blotter should show these events for every order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And the blotter should never have stood still for longer than 2 s

  @beyond-contract
  Rule: A tester can explore by hand

    Example: An order that is typed in is placed like any other
      Given a tester who has opened the blotter
      When the tester types in an order to BUY 1000.5
      Then the blotter should show the order as EXECUTED
      And the order should have:
        | field    | value  |
        | side     | BUY    |
        | quantity | 1000.5 |

    Example: What is wrong with an order stands beside the field
      Given a tester who has opened the blotter
      When the tester types in an order to SELL -5
      Then the blotter should say what is wrong with the quantity

    @cancel
    @controls
    Example: An order can be cancelled without a mouse
      Given a tester who has opened the blotter
      And a PENDING order
      When the tester cancels the order by keyboard
      Then the cancel should be accepted
      And the blotter should show the order as CANCELLED

  @beyond-contract
  Rule: The blotter finds its way back by itself, and says whether anything was missed

    Example: What happened while the connection was lost is shown when it is back
      Given a tester who has opened the blotter
      And the blotter has lost the connection
      And an EXECUTED order
      When the blotter reconnects
      Then the blotter should say that nothing was missed
      And the blotter should show these events for the order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |

    @own-platform
    @controls
    Example: After a restart of the platform there is a gap, and only what it has now is shown
      Given the operator has started a platform with PORT set to a port that stays free
      And a tester who has opened the blotter
      And an EXECUTED order that the blotter shows
      When the operator restarts the platform
      Then the blotter should say that there was a gap
      And the blotter should not show the order any more
      And the blotter should show an order that is placed now
