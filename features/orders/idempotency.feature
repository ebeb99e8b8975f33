@idempotency
Feature: Placing an order safely twice
  A trader whose connection broke does not know whether the order got through. With a key of his
  own he can place it again without buying twice.

  @KEY-1
  Rule: The same order with the same key is placed once

    Example: A repeated order gives the first answer again
      Given the trader has placed an order with key "k1"
      When the trader places the same order again with key "k1"
      Then the first answer should have come again
      And exactly one order should have been placed

    @controls
    Example: The first answer comes again even when the order has been executed since
      Given the platform executes orders 0 ms after they are placed
      And the trader has placed an order with key "k1"
      And the order has become EXECUTED
      When the trader places the same order again with key "k1"
      Then the first answer should have come again
      And the order should be EXECUTED

    Example: An order repeated many times at once is placed once
      Given a subscriber to all orders
      When the trader places the same order 20 times at the same time with key "k1"
      Then the first answer should have come again every time
      And exactly one order should have been placed
      And the subscriber should receive these events for the order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And the subscriber should receive no further event for the order

  @KEY-2
  @KEY-3
  @KEY-4
  Rule: A key stands for one order

    Scenario Outline: A key that has been used for another <difference> is refused
      Given a subscriber to all orders
      And the trader has placed an order with key "k1"
      When the trader places an order with:
        | field        | value   |
        | <difference> | <value> |
        | key          | "k1"    |
      Then the request should be refused as a key used for another order
      And exactly one order should have been placed

      Examples: each part of an order
        | difference | value    |
        | symbol     | "EURUSD" |
        | side       | "SELL"   |
        | quantity   | 5        |

    Example: Two traders cannot use one key for orders of their own
      Given trader "Ann" has placed an order with key "k1"
      When trader "Bob" places an order with key "k1"
      Then the request should be refused as a key used for another order
      And exactly one order should have been placed

  @KEY-3
  Rule: Another key, or none, makes another order

    Example: The same order with another key is another order
      Given the trader has placed an order with key "k1"
      When the trader places the same order again with key "k2"
      Then 2 orders should have been placed

    Scenario Outline: Keys that differ <how> are different keys
      When the trader places the same order with keys that differ <how>
      Then every key should have placed an order of its own

      Examples: folded
        | how                                   |
        | in the case of letters                |
        | in the order of their characters      |
        | in characters that add up to the same |

      Examples: trimmed, cut, or freed of some characters
        | how                             |
        | in a character at the beginning |
        | in a character in the middle    |
        | in a character at the end       |
        | in the last of 255 characters   |

      Examples: understood
        | how                        |
        | in how a text is written   |
        | in how a number is written |
        | in how a UUID is written   |

    Example: The same order without a key is another order
      Given the trader has placed an order with key "k1"
      When the trader places the same order again with no key
      Then 2 orders should have been placed

  @KEY-4
  Rule: A refused order does not use up its key

    Example: An order is placed with the key of one that was refused
      Given the trader has been refused an order with:
        | field    | value |
        | quantity | 0     |
        | key      | "k1"  |
      When the trader places an order with key "k1"
      Then exactly one order should have been placed
