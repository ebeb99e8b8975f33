@timing
Feature: How long an answer takes
  Like a real venue the platform takes its time, 0.1 to 1 s, and never the same. Clients have to
  live with that; what they rely on are the bounds, and that nobody waits for somebody else.

  @TIME-1
  Rule: Each endpoint answers after 0.1 to 1 s, and varies

    @quiet
    Scenario Outline: <endpoint> answers after 0.1 to 1 s
      When 30 requests to <endpoint> are sent at the same time
      Then the answers should meet these limits:
        | measure              | at least | at most |
        | every answer         | 0.1 s    | 1 s     |
        | slowest less fastest | 300 ms   |         |

      Examples: the four endpoints
        | endpoint                   |
        | "POST /orders"             |
        | "GET /orders"              |
        | "GET /orders/{orderId}"    |
        | "DELETE /orders/{orderId}" |

      Examples: refusals
        | endpoint                            |
        | "POST /orders, invalid"             |
        | "GET /orders, invalid"              |
        | "GET /orders/{orderId}, unknown"    |
        | "DELETE /orders/{orderId}, unknown" |

  @TIME-2
  @TIME-3
  Rule: One slow request does not delay another

    @alone
    Example: 100 requests at the same time are answered in about a second
      When 100 requests to "GET /orders/{orderId}" are sent at the same time
      Then the answers should meet these limits:
        | measure              | at most |
        | all answers together | 1.5 s   |

    Example: A client that goes away harms nobody
      Given 20 clients that sent a request and went away
      When the trader places an order to BUY 1 EURUSD
      Then the order should have been accepted as:
        | field    | value |
        | quantity | 1     |

    Example: A client that never finishes its request harms nobody
      Given 20 clients that never finish their request
      When the trader places an order to BUY 1 EURUSD
      Then the order should have been accepted as:
        | field    | value |
        | quantity | 1     |
