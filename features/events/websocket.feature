@events
Feature: Events over plain WebSocket
  A browser, a load generator or ten lines of Python can follow orders without Socket.IO. To
  connect is to subscribe, and the first frame says to what.

  @WS-1
  @WS-2
  Rule: Who connects is subscribed, and told so first

    Example: Who connects gets every order's events
      Given a subscriber to all orders over plain WebSocket
      When the trader places an order to BUY 12.5 EURUSD
      Then the subscriber should receive these events for the order:
        | orderStatus | side | quantity | symbol |
        | PENDING     | BUY  | 12.5     | EURUSD |
        | EXECUTED    | BUY  | 12.5     | EURUSD |

    @controls
    Example: Who connects for one order gets that order's events only
      Given the trader has placed these orders:
        | order | orderStatus |
        | A     | PENDING     |
        | B     | PENDING     |
      And a subscriber to order "A" over plain WebSocket
      When the trader cancels every order
      Then the subscriber should receive these events for order "A":
        | orderStatus |
        | CANCELLED   |
      And the subscriber should receive no event for order "B"

    Example: The first frame says after which event it begins
      Given a subscriber to all orders
      And an EXECUTED order
      And the subscriber has been told of the order
      And subscriber "Latecomer" to all orders over plain WebSocket
      When the trader places an order to BUY 1 EURUSD
      Then subscriber "Latecomer" should receive these events for the order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And subscriber "Latecomer" should begin where the platform said

    Example: Both transports tell the same
      Given subscriber "Blotter" to all orders over plain WebSocket
      And subscriber "Risk" to all orders over WebSocket
      When 5 orders are placed at the same time
      Then every subscriber should receive these events for every order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And all subscribers should have received the same

  @WS-3
  @EVENT-6
  Rule: A subscription that makes no sense is refused before the upgrade

    Scenario Outline: Connecting with <query> is refused
      When a client connects to the feed with "<query>"
      Then the request should be refused as invalid
      And the refusal should name "<place>"

      Examples: no identifier of an order
        | query      | place          |
        | orderId=42 | /query/orderId |
        | orderId=   | /query/orderId |

      Examples: half of a place in the sequence
        | query   | place        |
        | since=1 | /query/epoch |
        | epoch=a | /query/since |

      Examples: no number of an event in decimal digits
        | query             | place        |
        | since=1e3&epoch=a | /query/since |
        | since=0x1&epoch=a | /query/since |
        | since=+5&epoch=a  | /query/since |
        | since=5.0&epoch=a | /query/since |
        | since=٥&epoch=a   | /query/since |
        | since=-1&epoch=a  | /query/since |
        | since=1.5&epoch=a | /query/since |
        | since=x&epoch=a   | /query/since |
        | since=&epoch=a    | /query/since |

      Examples: a number beyond what programs count with
        | query                    | place        |
        | since=20 digits&epoch=a  | /query/since |
        | since=309 digits&epoch=a | /query/since |

      Examples: no epoch
        | query          | place        |
        | since=1&epoch= | /query/epoch |

      Examples: unknown, or given twice
        | query                   | place         |
        | symbol=EURUSD           | /query/symbol |
        | since=1&since=2&epoch=a | /query/since  |
        | since=1&epoch=a&epoch=b | /query/epoch  |

    Example: Every fault of a query is named at once
      When a client connects to the feed with "orderId=42&since=1&symbol=EURUSD"
      Then the request should be refused as invalid
      And the refusal should name "/query/orderId"
      And the refusal should name "/query/epoch"
      And the refusal should name "/query/symbol"

    Scenario Outline: <what> is no handshake, and refused
      When a client sends <what>
      Then the response should have:
        | status     |
        | 400 to 499 |

      Examples: ordinary requests
        | what                                      |
        | GET "/ws"                                 |
        | a request for the feed that offers HTTP/2 |

    Example: Connecting for an order that does not exist is refused
      When a client connects to the feed with "orderId=00000000-0000-4000-8000-000000000000"
      Then the request should be refused as unknown

  @WS-3
  Rule: What a client sends is ignored, up to a limit

    Example: Who sends frames goes on receiving
      Given a subscriber to all orders over plain WebSocket
      And the subscriber has sent frames of its own
      When the trader places an order to BUY 1 EURUSD
      Then the subscriber should receive these events for the order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |

    Example: Who sends a frame of more than 64 KiB is let go
      Given a subscriber to all orders over plain WebSocket
      When the subscriber sends a frame of more than 64 KiB
      Then the subscriber should be let go with code 1009

  @WS-4
  Rule: Who is not there any more is let go, and who is there is told of a stop

    @own-platform
    Example: A stop says goodbye to every subscriber
      Given the operator has started a platform with ENDPOINT_DELAY_MS set to "0-0"
      And subscriber "Risk" to all orders over plain WebSocket
      And subscriber "Settlement" to all orders over plain WebSocket
      When the operator stops the platform
      Then every subscriber should be let go with code 1001

    @own-platform
    Example: A client that never finishes its request holds up nobody's goodbye
      Given the operator has started a platform with ENDPOINT_DELAY_MS set to "0-0"
      And a subscriber to all orders over plain WebSocket
      And 20 clients that never finish their request
      When the operator stops the platform
      Then the subscriber should be let go with code 1001

    @heavy
    @pings
    Example: A client that answers no ping is let go
      Given a subscriber to all orders over plain WebSocket that answers no ping
      When an order becomes EXECUTED
      Then the subscriber should be let go within 50 s

    @heavy
    @pings
    Example: A client that answers pings stays
      Given subscriber "Desk" to all orders over plain WebSocket
      And subscriber "Mute" to all orders over plain WebSocket that answers no ping
      And subscriber "Mute" has been let go within 50 s
      When the trader places an order to BUY 1 EURUSD
      Then subscriber "Desk" should receive these events for the order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
