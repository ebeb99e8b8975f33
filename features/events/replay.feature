@events
Feature: Asking for what was missed
  A client that was away knows the last event that it has had. It asks for what came after that,
  over whatever transport, and either misses nothing or is told that there is a gap.

  @REPLAY-1
  Rule: Who says how far it has come gets what came after, first and once

    Scenario Outline: What came after <what> is replayed over <transport>
      Given a subscriber to all orders
      And the trader has placed 3 EXECUTED orders
      And the trader has placed 1 CANCELLED order
      And subscriber "Latecomer" to all orders over <transport>, after <what>
      When the trader places an order to BUY 1 EURUSD
      Then subscriber "Latecomer" should receive these events for the order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And subscriber "Latecomer" should have received what it had missed

      Examples: over plain WebSocket
        | what                    | transport       |
        | nothing                 | plain WebSocket |
        | the first answer        | plain WebSocket |
        | the last event but one  | plain WebSocket |
        | the last event          | plain WebSocket |
        | an event beyond the end | plain WebSocket |

      Examples: over Socket.IO
        | what                    | transport    |
        | nothing                 | WebSocket    |
        | the first answer        | HTTP polling |
        | the last event but one  | WebSocket    |
        | the last event          | HTTP polling |
        | an event beyond the end | WebSocket    |

    @controls
    Scenario Outline: What was missed of one order is replayed over <transport>, to its being <status>
      Given a subscriber to all orders
      And the trader has placed these orders:
        | order | orderStatus |
        | A     | <status>    |
        | B     | EXECUTED    |
      When subscriber "Latecomer" subscribes to order "A" over <transport>, after the first answer
      Then subscriber "Latecomer" should receive these events for order "A":
        | orderStatus |
        | PENDING     |
        | <status>    |
      And subscriber "Latecomer" should receive no event for order "B"
      And subscriber "Latecomer" should have received what it had missed

      Examples: over plain WebSocket
        | transport       | status    |
        | plain WebSocket | EXECUTED  |
        | plain WebSocket | CANCELLED |

      Examples: over Socket.IO
        | transport    | status    |
        | WebSocket    | EXECUTED  |
        | HTTP polling | CANCELLED |

    @controls
    Scenario Outline: More than a platform sends at once is replayed over <transport> while events come
      Given a subscriber to all orders
      And the platform executes orders 0 ms after they are placed
      And 250 orders have been placed at the same time
      When 60 orders are placed while 3 clients over <transport> ask for what came after the first answer
      Then every subscriber should receive these events for every order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And every subscriber should receive no further event for every order

      Examples: at once, and as the client polls
        | transport       |
        | plain WebSocket |
        | HTTP polling    |

    @socket.io
    @controls
    Example: Who follows one order may ask for all that came before
      Given a subscriber to all orders
      And a PENDING order that every subscriber has been told of
      And subscriber "Desk" to the order over WebSocket
      And the platform executes orders 0 ms after they are placed
      And 260 orders have been placed at the same time
      When subscriber "Desk" subscribes to all orders as well, after the first answer
      Then subscriber "Desk" should have received what it had missed

    @socket.io
    @controls
    Example: Who had an order's event already does not get it again with all the others
      Given a subscriber to all orders
      And a PENDING order that every subscriber has been told of
      And subscriber "Desk" to the order over WebSocket
      And the order has become CANCELLED
      When subscriber "Desk" subscribes to all orders as well, after the first answer
      Then subscriber "Desk" should receive these events for the order:
        | orderStatus |
        | CANCELLED   |
        | PENDING     |
      And subscriber "Desk" should receive no further event for the order

    Scenario Outline: Nothing falls between the replay and what follows over <transport>
      Given a subscriber to all orders
      When 40 orders are placed while 8 clients over <transport> ask for what came after the first answer
      Then every subscriber should receive these events for every order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And every subscriber should receive no further event for every order

      Examples: both ways to ask
        | transport       |
        | plain WebSocket |
        | WebSocket       |

    @controls
    Scenario Outline: A client that had no event <loss> and misses nothing over <transport>
      Given a subscriber to all orders over <transport>
      And the subscriber has <loss>
      And the trader has placed 3 EXECUTED orders
      When the subscriber reconnects and asks for what it has missed
      Then the subscriber should receive these events for every order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And the subscriber should receive no further event for every order

      Examples: both ways to ask, and to be lost
        | transport       | loss                                 |
        | plain WebSocket | lost the connection                  |
        | plain WebSocket | been cut off by a network that froze |
        | WebSocket       | lost the connection                  |
        | HTTP polling    | been cut off by a network that froze |

    @controls
    Scenario Outline: Who waits for one order hears of its end though it was away over <transport>
      Given a PENDING order
      And a subscriber to the order over <transport>
      And the order has become CANCELLED while the subscriber had been cut off by a network that froze
      When the subscriber reconnects and asks for what it has missed
      Then the subscriber should receive these events for the order:
        | orderStatus |
        | CANCELLED   |
      And the subscriber should receive no further event for the order

      Examples: both ways to ask
        | transport       |
        | plain WebSocket |
        | WebSocket       |

  @REPLAY-2
  Rule: A gap is told and never hidden

    Scenario Outline: Who comes from another epoch is told of a gap over <transport>
      Given a subscriber to all orders
      And the trader has placed 2 EXECUTED orders
      When subscriber "Latecomer" subscribes to all orders over <transport>, after <what>
      Then subscriber "Latecomer" should have been told of a gap
      And subscriber "Latecomer" should have received what it had missed

      Examples: both ways to ask
        | what                           | transport       |
        | an event of another epoch      | plain WebSocket |
        | an event of another epoch      | WebSocket       |
        | an event of an epoch in digits | plain WebSocket |

    @heavy
    @alone
    @own-platform
    @controls
    Scenario Outline: Who was away for too long gets all, or what there is and word of a gap, over <transport>
      Given the operator has started a platform with ENDPOINT_DELAY_MS set to "0-0"
      And the platform executes orders 0 ms after they are placed
      And a subscriber to all orders
      And 6000 orders have been placed at the same time
      When subscriber "Latecomer" subscribes to all orders over <transport>, after the first answer
      Then subscriber "Latecomer" should have received what it had missed

      Examples: both ways to ask
        | transport       |
        | plain WebSocket |
        | WebSocket       |

  @REPLAY-3
  Rule: The epoch stays the same as long as the sequence goes on

    Example: Subscribers that come one after the other are told the same epoch
      Given a subscriber to all orders
      And an EXECUTED order
      When subscriber "Latecomer" subscribes to all orders over plain WebSocket, after the last event
      Then subscriber "Latecomer" should have received what it had missed
      And all subscribers should have been told the same epoch

    @own-platform
    Example: A platform that was started again tells another epoch
      Given the operator has started a platform with PORT set to a port that stays free
      And a subscriber to all orders over plain WebSocket
      And an EXECUTED order
      And the operator has restarted the platform
      When the subscriber reconnects and asks for what it has missed
      Then the subscriber should have been told of a gap

  @EVENT-6
  @socket.io
  Rule: A place in the sequence that is none is refused

    Scenario Outline: Asking with <since> is refused
      Given a connected client
      When the client subscribes with {"since": <since>}
      Then the subscription should be refused naming <field>
      And the client should receive no event

      Examples: half of it
        | since           | field      |
        | {"sequence": 1} | "epoch"    |
        | {"epoch": "e"}  | "sequence" |
        | {}              | "since"    |

      Examples: no number of an event
        | since                            | field      |
        | {"epoch": "e", "sequence": "1"}  | "sequence" |
        | {"epoch": "e", "sequence": -1}   | "sequence" |
        | {"epoch": "e", "sequence": 1.5}  | "sequence" |
        | {"epoch": "e", "sequence": null} | "sequence" |

      Examples: no epoch
        | since                        | field   |
        | {"epoch": "", "sequence": 1} | "epoch" |
        | {"epoch": 7, "sequence": 1}  | "epoch" |

      Examples: something else
        | since                                    | field   |
        | {"epoch": "e", "sequence": 1, "room": 1} | "room"  |
        | null                                     | "since" |
        | []                                       | "since" |
        | 17                                       | "since" |
