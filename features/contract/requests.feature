Feature: What a request to place an order has to look like
  Programmers of clients rely on the platform to tell them which part of a request is wrong, with
  the right status code, and to leave everything as it was.

  @PLACE-5
  @REFUSE-3
  @REFUSE-4
  Rule: The body of POST /orders is a JSON object

    Scenario Outline: A body that is <body> is refused with 400
      Given a subscriber to all orders
      When a client sends POST /orders with:
        | body   |
        | <body> |
      Then the response should have status 400
      And the refusal should name "/body"
      And no order should have been placed

      Examples: other JSON than an object
        | body                 |
        | an order in an array |
        | a text               |
        | a number             |
        | null                 |
        | an order as a text   |

      Examples: nothing, or nothing that can be read
        | body           |
        | an empty body  |
        | malformed JSON |
        | half an order  |

      Examples: deeper than any order is
        | body                 |
        | arrays in each other |

    Scenario Outline: An empty object lacks <field>
      When a client sends POST /orders with:
        | body            |
        | an empty object |
      Then the response should have status 400
      And the refusal should name "<path>"

      Examples: every required field
        | field    | path           |
        | symbol   | /body/symbol   |
        | side     | /body/side     |
        | quantity | /body/quantity |

    Scenario Outline: An order sent as <media type> is refused with 415
      Given a subscriber to all orders
      When a client sends POST /orders with:
        | Content-Type |
        | <media type> |
      Then the response should have status 415
      And no order should have been placed

      Examples: other media types
        | media type                        |
        | text/plain                        |
        | application/xml                   |
        | application/x-www-form-urlencoded |

    Scenario Outline: An order sent as <media type> is accepted
      When a client sends POST /orders with:
        | Content-Type |
        | <media type> |
      Then the response should have status 201

      Examples: JSON, and JSON with its encoding
        | media type                      |
        | application/json                |
        | application/json; charset=utf-8 |

  @REFUSE-5
  Rule: A body may come in pieces, or compressed

    Example: An order sent in chunks is accepted
      When a client sends an order in chunks
      Then the response should have status 201

    Scenario Outline: An order compressed with <coding> is accepted
      When a client sends POST /orders with:
        | Content-Encoding |
        | <coding>         |
      Then the response should have status 201

      Examples: the codings of HTTP
        | coding  |
        | gzip    |
        | deflate |
        | br      |

  @PLACE-6
  Rule: A body that names a field twice is refused

    Scenario Outline: An order with two values for its <field> is refused
      Given a subscriber to all orders
      When a client sends POST /orders with:
        | body                             |
        | an order that says <field> twice |
      Then the response should have status 400
      And no order should have been placed

      Examples: every field
        | field    |
        | symbol   |
        | side     |
        | quantity |

    Example: A field that is given twice is named beside a field of another kind
      When a client sends POST /orders with:
        | body                                                   |
        | an order with an object as symbol that says side twice |
      Then the response should have status 400
      And the refusal should name "/body/symbol"
      And the refusal should name "/body/side"

  @REFUSE-7
  Rule: An offer to change the protocol is passed over, and nothing of a request is cut off

    Scenario Outline: <what> is answered with status <status>
      When a client sends <what>
      Then the response should have status <status>

      Examples: offers that nobody takes up
        | what                                  | status |
        | a look-up that offers HTTP/2          | 200    |
        | a look-up that offers TLS             | 200    |
        | a look-up that offers a WebSocket     | 200    |
        | an order that offers HTTP/2           | 201    |
        | an order in chunks that offers HTTP/2 | 201    |
        | an order that offers a WebSocket      | 201    |

      Examples: offers that are taken up elsewhere, or beside others
        | what                                        | status |
        | a look-up that shakes hands for a WebSocket | 200    |
        | a look-up that offers HTTP/2 or WebSocket   | 200    |

      @socket.io
      Examples: offers from a client of Socket.IO
        | what                                   | status |
        | a poll of Socket.IO that offers HTTP/2 | 200    |

    Scenario Outline: <what> are refused
      When a client sends <what>
      Then the response should have:
        | status     |
        | 400 to 499 |

      @PAGE-4
      Examples: more parameters than servers keep by themselves
        | what                                    |
        | 2000 parameters, the last of them wrong |

      @KEY-4
      Examples: more headers than servers keep by themselves
        | what                                 |
        | 2100 headers, the last of them wrong |

  @REFUSE-4
  Rule: A body of POST /orders has at most 16 KiB

    Example: A body over 16 KiB is refused with 413
      Given a subscriber to all orders
      When a client sends POST /orders with:
        | body                    |
        | an order of 16385 bytes |
      Then the response should have status 413
      And no order should have been placed

    Example: A body of 16 KiB is accepted
      When a client sends POST /orders with:
        | body                    |
        | an order of 16384 bytes |
      Then the response should have status 201

  @CTRL-1
  Rule: The time of an execution is a whole number from 0 to 60000, in decimal digits

    Scenario Outline: X-Execution-Delay-Ms set to "<value>" is refused with 400
      Given a subscriber to all orders
      When a client sends POST /orders with:
        | X-Execution-Delay-Ms |
        | <value>              |
      Then the response should have status 400
      And the refusal should name "/headers/x-execution-delay-ms"
      And no order should have been placed

      Examples: no whole number from 0 to 60000
        | value |
        | -1    |
        | 60001 |
        | 1.5   |
        | soon  |

      Examples: a number in other than decimal digits
        | value    |
        | 0x10     |
        | 1e3      |
        | +5       |
        | 5.0      |
        | ٥        |
        | Infinity |

      Examples: a number beyond what programs count with
        | value      |
        | 20 digits  |
        | 309 digits |

    Example: An X-Execution-Delay-Ms of 60000 is accepted
      When a client sends POST /orders with:
        | X-Execution-Delay-Ms |
        | 60000                |
      Then the response should have status 201

  @KEY-4
  @KEY-1
  Rule: A key has 1 to 255 visible characters of ASCII

    Scenario Outline: Idempotency-Key set to "<value>" is refused with 400
      Given a subscriber to all orders
      When a client sends POST /orders with:
        | Idempotency-Key |
        | <value>         |
      Then the response should have status 400
      And the refusal should name "/headers/idempotency-key"
      And no order should have been placed

      Examples: no visible ASCII characters
        | value     |
        | two words |
        | clé       |

      Examples: more than a key may have
        | value          |
        | 256 characters |

    Example: An Idempotency-Key of 255 characters is accepted
      When a client sends POST /orders with:
        | Idempotency-Key |
        | 255 characters  |
      Then the response should have status 201

  @REFUSE-3
  Rule: Faults of headers and body are reported together

    @controls
    Example: A wrong header does not hide a wrong field
      When a client sends POST /orders with:
        | body                          | X-Execution-Delay-Ms |
        | an order with a quantity of 0 | -1                   |
      Then the response should have status 400
      And the refusal should name "/body/quantity"
      And the refusal should name "/headers/x-execution-delay-ms"
