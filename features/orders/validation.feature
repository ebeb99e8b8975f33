Feature: Orders that make no sense are refused
  A slip of a finger or a broken client must not become a trade. Whatever is wrong with an order,
  the trader is told what, and the platform is left as it was: no order, no event.

  @PLACE-5
  @PLACE-6
  Rule: Each of symbol, side and quantity has to be given, in its own type

    Scenario Outline: An order whose <field> is <value> is refused
      Given a subscriber to all orders
      When the trader places an order whose <field> is <value>
      Then the request should be refused as invalid
      And the refusal should name <field>
      And no order should have been placed

      Examples: missing
        | field    | value   |
        | symbol   | missing |
        | side     | missing |
        | quantity | missing |

      Examples: null
        | field    | value |
        | symbol   | null  |
        | side     | null  |
        | quantity | null  |

      Examples: of another type
        | field    | value |
        | symbol   | 42    |
        | symbol   | ["X"] |
        | side     | true  |
        | side     | {}    |
        | quantity | true  |
        | quantity | [5]   |
        | quantity | {}    |

      Examples: a number written as text
        | field    | value    |
        | quantity | "5"      |
        | quantity | "1000.5" |
        | quantity | ""       |

  @PLACE-5
  @PLACE-6
  Rule: A quantity is above 0 and at most 1 000 000 000

    Scenario Outline: A quantity of <quantity> is refused
      Given a subscriber to all orders
      When the trader places an order whose quantity is <quantity>
      Then the request should be refused as invalid
      And the refusal should name quantity
      And no order should have been placed

      Examples: too small
        | quantity    |
        | 0           |
        | -0.00000001 |
        | -1          |
        | -1000       |

      Examples: too large
        | quantity        |
        | 1000000000.0001 |
        | 1000000001      |
        | 1e21            |
        | 1e400           |

    Scenario Outline: A quantity of <quantity> is accepted
      When the trader places an order whose quantity is <quantity>
      Then the order should have:
        | field    | value      |
        | quantity | <quantity> |

      Examples: at the bounds
        | quantity   |
        | 0.0001     |
        | 1000000000 |

  @PLACE-5
  @PLACE-6
  Rule: A symbol is a capital letter and up to 14 capitals, digits, dots, slashes and dashes

    Scenario Outline: The symbol <symbol> is refused
      Given a subscriber to all orders
      When the trader places an order whose symbol is <symbol>
      Then the request should be refused as invalid
      And the refusal should name symbol
      And no order should have been placed

      Examples: too short, too long
        | symbol             |
        | ""                 |
        | "ABCDEFGHIJKLMNOP" |

      Examples: a first character that is no capital
        | symbol   |
        | "eURUSD" |
        | "1INCH"  |
        | ".EUR"   |
        | " EUR"   |

      Examples: a character that no symbol has
        | symbol    |
        | "EURusd"  |
        | "EUR USD" |
        | "EUR_USD" |
        | "EURÜSD"  |
        | "EURUSD " |

  @PLACE-5
  @PLACE-6
  Rule: A side is BUY or SELL

    Scenario Outline: The side <side> is refused
      Given a subscriber to all orders
      When the trader places an order whose side is <side>
      Then the request should be refused as invalid
      And the refusal should name side
      And no order should have been placed

      Examples: other words
        | side   |
        | "HOLD" |
        | "buy"  |
        | ""     |
        | "BUY " |

  @PLACE-5
  @PLACE-6
  Rule: Nothing but symbol, side and quantity can be said

    Scenario Outline: An order that says <field> besides is refused
      Given a subscriber to all orders
      When the trader places an order whose <field> is <value>
      Then the request should be refused as invalid
      And the refusal should name <field>
      And no order should have been placed

      Examples: what only the platform gives
        | field         | value                                  |
        | "orderId"     | "3015eaa0-717a-4e32-9150-0f6e6dcb0246" |
        | "orderStatus" | "EXECUTED"                             |
        | "placedAt"    | "2026-01-31T12:00:00.000Z"             |

      Examples: what does not exist
        | field      | value |
        | "price"    | 1.5   |
        | "Quantity" | 5     |

  @REFUSE-3
  Rule: Every fault of an order is named at once

    Example: Three faults give three reasons
      Given a subscriber to all orders
      When the trader places an order with:
        | field    | value   |
        | symbol   | missing |
        | side     | "HOLD"  |
        | quantity | -1      |
      Then the request should be refused as invalid
      And the refusal should name symbol
      And the refusal should name side
      And the refusal should name quantity
      And no order should have been placed
