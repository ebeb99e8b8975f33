@idempotency
Feature: Placing an order safely twice
  A trader whose connection broke does not know whether the order got through. With a key of his
  own he can place it again without buying twice.

  Rule: The same order with the same key is placed once

    Example: A repeated order gives the first answer again
      Given the trader has placed an order with a key
      When the trader places the same order again with the same key
      Then the first answer should have come again
      And exactly one order should have been placed

    @controls
    Example: The first answer comes again even when the order has been executed since
      Given the platform executes orders 0 ms after they are placed
      And the trader has placed an order with a key
      And the order has become EXECUTED
      When the trader places the same order again with the same key
      Then the first answer should have come again
      And the order should be EXECUTED

    Example: An order repeated many times at once is placed once
      Given a subscriber to all orders
      When the trader places the same order 20 times at the same time with the same key
      Then every answer should be the same
      And exactly one order should have been placed
      And the subscriber should receive these events for the order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And the subscriber should receive no further event for the order

  Rule: A key stands for one order

    Scenario Outline: A key that has been used for another <difference> is refused
      Given a subscriber to all orders
      And the trader has placed an order with a key
      When the trader places an order with another <difference> and the same key
      Then the request should be refused as a key used for another order
      And exactly one order should have been placed

      Examples: each part of an order
        | difference |
        | symbol     |
        | side       |
        | quantity   |

    Example: The same order with another key is another order
      Given the trader has placed an order with a key
      When the trader places the same order again with another key
      Then 2 orders should have been placed

    Example: The same order without a key is another order
      Given the trader has placed an order with a key
      When the trader places the same order again without a key
      Then 2 orders should have been placed

    Example: A refused order does not use up its key
      Given the trader has tried to place an order whose quantity is 0 with a key
      When the trader places an order with the key
      Then exactly one order should have been placed
