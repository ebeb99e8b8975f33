Feature: Placing orders
  A trader places orders to buy or to sell. What the platform says back has to be complete and
  exact, because everything that follows is built on it.

  @PLACE-1
  @PLACE-2
  @PLACE-4
  Rule: An accepted order comes back complete

    Example: A placed order comes back as the platform is going to keep it
      When the trader places an order to BUY 1000.5 EURUSD
      Then the order should have been accepted as:
        | field       | value    |
        | orderStatus | PENDING  |
        | symbol      | EURUSD   |
        | side        | BUY      |
        | quantity    | 1000.5   |
        | placedAt    | just now |
      And the order should be found where the platform said it is

    Scenario Outline: An order can be placed on either side: <side>
      When the trader places an order to <side> 25 EURUSD
      Then the order should have been accepted as:
        | field | value  |
        | side  | <side> |

      Examples: both sides
        | side |
        | BUY  |
        | SELL |

    Scenario Outline: A symbol is kept as sent: <symbol>
      When the trader places an order to BUY 1 <symbol>
      Then the order should have:
        | field  | value    |
        | symbol | <symbol> |

      Examples: shortest and longest
        | symbol          |
        | X               |
        | ABCDEFGHIJKLMNO |

      Examples: digits and the three marks
        | symbol  |
        | US500   |
        | BRK.B   |
        | EUR/USD |
        | BTC-USD |

  @PLACE-3
  Rule: A quantity is kept exactly as sent

    Scenario Outline: A quantity of <quantity> is neither rounded nor cut
      When the trader places an order to SELL <quantity> EURUSD
      Then the order should have been accepted as:
        | field    | value      |
        | quantity | <quantity> |
      And the order should have:
        | field    | value      |
        | quantity | <quantity> |

      Examples: small quantities
        | quantity   |
        | 0.00000001 |
        | 0.1        |

      Examples: large quantities
        | quantity        |
        | 123456789.12345 |
        | 999999999.99    |
        | 1000000000      |

    Scenario Outline: A quantity of <quantity> of more than 15 digits is never rounded
      When the trader places an order whose quantity is <quantity>
      Then the quantity should not have been rounded

      Examples: more digits than are promised
        | quantity               |
        | 0.30000000000000004    |
        | 1.00000000000000000001 |
        | 123456789.123456789    |
        | 0.10000000000000000555 |

  @PLACE-1
  @PLACE-7
  Rule: Every order has an identifier of its own

    Example: Orders placed at the same time get different identifiers
      When 20 orders are placed at the same time
      Then every order should have an identifier of its own
