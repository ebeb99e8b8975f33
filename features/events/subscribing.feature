@events
Feature: Subscribing to order events
  A trading desk wants to see every order move, a trader only his own. Each says so once, is told
  that it worked, and gets what was asked for and nothing else.

  @EVENT-1
  Rule: A subscriber to all orders gets the events of every order

    Example: Every event arrives once at every subscriber
      Given subscriber "Risk" to all orders
      And subscriber "Settlement" to all orders
      And the platform executes orders 200 ms after they are placed
      When 5 orders are placed at the same time
      Then every subscriber should receive these events for every order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And every subscriber should receive no further event for every order
      And all subscribers should have received the same

    @controls
    Scenario Outline: A client that connects over <transport> is served as well
      Given a subscriber to all orders over <transport>
      And the trader has placed these orders:
        | order | orderStatus |
        | A     | EXECUTED    |
        | B     | PENDING     |
      When the trader cancels order "B"
      Then the subscriber should receive these events for order "A":
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And the subscriber should receive these events for order "B":
        | orderStatus |
        | PENDING     |
        | CANCELLED   |
      And the subscriber should receive no further event for every order

      @SIO-1
      @SIO-3
      Examples: the transports of Socket.IO
        | transport               |
        | WebSocket               |
        | HTTP polling            |
        | polling, then WebSocket |

      Examples: without Socket.IO
        | transport       |
        | plain WebSocket |

    @SIO-1
    @socket.io
    Example: Whoever wants no answer gets every order too
      Given a subscriber to all orders that wanted no answer
      When the trader places an order to BUY 1 EURUSD
      Then the subscriber should receive these events for the order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |

    @SIO-1
    @socket.io
    Example: Whoever asks with an empty request gets every order too
      Given a connected client
      When the client subscribes with {}
      Then the subscription should be confirmed for all orders

  @EVENT-5
  Rule: A subscriber to one order gets that order's events only

    Example: The events of another order go elsewhere
      Given the trader has placed these orders:
        | order |
        | A     |
      And subscriber "Desk" to order "A"
      When an order becomes EXECUTED
      Then subscriber "Desk" should receive no event for the order

    @controls
    Scenario Outline: Over <transport> its cancel is announced, and nothing of other orders
      Given the trader has placed these orders:
        | order | orderStatus |
        | A     | PENDING     |
      And a subscriber to order "A" over <transport>
      And the trader has placed these orders:
        | order | orderStatus |
        | B     | EXECUTED    |
        | C     | CANCELLED   |
      When the trader cancels order "A"
      Then the subscriber should receive these events for order "A":
        | orderStatus |
        | CANCELLED   |
      And the subscriber should receive no event for order "B"
      And the subscriber should receive no event for order "C"

      Examples: the transports of Socket.IO
        | transport               |
        | WebSocket               |
        | HTTP polling            |
        | polling, then WebSocket |

      Examples: without Socket.IO
        | transport       |
        | plain WebSocket |

    @controls
    Scenario Outline: Over <transport> its execution is announced
      Given the platform executes orders 5 s after they are placed
      And a PENDING order
      And a subscriber to the order over <transport>
      When the order becomes EXECUTED
      Then the subscriber should receive these events for the order:
        | orderStatus |
        | EXECUTED    |
      And the subscriber should receive no further event for the order

      Examples: the transports of Socket.IO
        | transport               |
        | WebSocket               |
        | HTTP polling            |
        | polling, then WebSocket |

      Examples: without Socket.IO
        | transport       |
        | plain WebSocket |

    @controls
    Scenario Outline: The identifier of the order may be written in capitals over <transport>
      Given a PENDING order
      And a subscriber to the order in capitals over <transport>
      When the trader cancels the order
      Then the subscriber should receive these events for the order:
        | orderStatus |
        | CANCELLED   |

      Examples: both ways to ask
        | transport       |
        | WebSocket       |
        | plain WebSocket |

    @socket.io
    @controls
    Example: Who asks for one order and wants no answer gets that order's events only
      Given the trader has placed these orders:
        | order | orderStatus |
        | A     | PENDING     |
        | B     | PENDING     |
      And a subscriber to order "A" that wanted no answer
      When the trader cancels every order
      Then the subscriber should receive these events for order "A":
        | orderStatus |
        | CANCELLED   |
      And the subscriber should receive no event for order "B"

    @SIO-2
    Example: Who asks for one order is told how it stands
      Given an EXECUTED order
      And a connected client
      When the client subscribes to the order
      Then the subscription should be confirmed for the order
      And the confirmation should show the order as EXECUTED

    @socket.io
    @controls
    Example: Who asks for two orders gets the events of both
      Given the trader has placed these orders:
        | order | orderStatus |
        | A     | PENDING     |
        | B     | PENDING     |
      And a subscriber to order "A"
      And the subscriber has subscribed to order "B" as well
      When the trader cancels every order
      Then the subscriber should receive these events for every order:
        | orderStatus |
        | CANCELLED   |

    @socket.io
    @controls
    Example: Who asks for one order and for all gets each event once
      Given a PENDING order
      And a subscriber to all orders
      And the subscriber has subscribed to the order as well
      When the trader cancels the order
      Then the subscriber should receive these events for the order:
        | orderStatus |
        | CANCELLED   |
      And the subscriber should receive no further event for the order

  @EVENT-5
  Rule: Who has not subscribed gets nothing

    @socket.io
    Scenario Outline: A connected client that has asked for nothing gets nothing of an order that becomes <status>
      Given a connected client
      When an order becomes <status>
      Then the client should receive no event

      Examples: both ends
        | status    |
        | EXECUTED  |
        | CANCELLED |

    @socket.io
    Example: Who has unsubscribed gets nothing of an order that comes later
      Given a subscriber to all orders
      And the subscriber has unsubscribed from all orders
      When an order becomes EXECUTED
      Then the subscriber should receive no event for the order

    @socket.io
    @controls
    Example: Who has unsubscribed gets nothing more
      Given a subscriber to all orders
      And a PENDING order
      And the subscriber has been told of the order
      And the subscriber has unsubscribed from all orders
      When the trader cancels the order
      Then the subscriber should receive these events for the order:
        | orderStatus |
        | PENDING     |
      And the subscriber should receive no further event for the order

    @socket.io
    @controls
    Example: Who has unsubscribed from one order gets nothing more of it
      Given a PENDING order
      And a subscriber to the order
      And the subscriber has unsubscribed from the order
      When the trader cancels the order
      Then the subscriber should receive no event for the order

    @socket.io
    @controls
    Example: Who gives up one order keeps another one
      Given the trader has placed these orders:
        | order | orderStatus |
        | A     | PENDING     |
        | B     | PENDING     |
      And a subscriber to order "A"
      And the subscriber has subscribed to order "B" as well
      And the subscriber has unsubscribed from order "A"
      When the trader cancels every order
      Then the subscriber should receive these events for order "B":
        | orderStatus |
        | CANCELLED   |
      And the subscriber should receive no event for order "A"

    @socket.io
    @controls
    Example: Who gives up one order keeps the others
      Given a subscriber to all orders
      And a PENDING order
      And the subscriber has subscribed to the order as well
      And the subscriber has unsubscribed from the order
      When the trader cancels the order
      Then the subscriber should receive these events for the order:
        | orderStatus |
        | PENDING     |
        | CANCELLED   |

    @socket.io
    @controls
    Example: Who gives up all orders keeps the one
      Given a PENDING order
      And a subscriber to all orders
      And the subscriber has subscribed to the order as well
      And the subscriber has unsubscribed from all orders
      When the trader cancels the order
      Then the subscriber should receive these events for the order:
        | orderStatus |
        | CANCELLED   |

  @EVENT-6
  @socket.io
  Rule: A subscription that makes no sense is refused

    Scenario Outline: Subscribing with <request> is refused
      Given a connected client
      When the client subscribes with <request>
      Then the subscription should be refused naming <reason>
      And the client should receive no event

      Examples: no identifier of an order
        | request           | reason    |
        | {"orderId": "42"} | "orderId" |
        | {"orderId": 42}   | "orderId" |
        | {"orderId": null} | "orderId" |
        | {"orderId": ""}   | "orderId" |

      Examples: an order that does not exist
        | request                                             | reason                                 |
        | {"orderId": "00000000-0000-4000-8000-000000000000"} | "00000000-0000-4000-8000-000000000000" |

      Examples: something else
        | request           | reason   |
        | {"symbol": "EUR"} | "symbol" |
        | "orders"          | "object" |
        | 42                | "object" |
        | []                | "object" |

    Example: Subscribing with bytes is refused
      Given a connected client
      When the client subscribes with bytes
      Then the subscription should be refused naming "object"

    Example: Subscribing with two requests in one is refused
      Given a connected client
      When the client subscribes with two requests in one
      Then the subscription should be refused naming "argument"

    Scenario Outline: Unsubscribing with <request> is refused
      Given a connected client
      When the client unsubscribes with <request>
      Then the subscription should be refused naming <reason>

      Examples: nothing that could have been asked for
        | request           | reason    |
        | {"orderId": "42"} | "orderId" |
        | "orders"          | "object"  |

    Example: A refused subscription leaves the connection usable
      Given a connected client
      And the client has been refused a subscription
      When the client subscribes with {}
      Then the subscription should be confirmed for all orders
