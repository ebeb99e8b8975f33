Feature: What the platform says when it refuses
  A client that meets an error reads one form of answer, whatever went wrong: a problem document
  (RFC 9457) with a status code that says whose mistake it was.

  @REFUSE-1
  Rule: What makes no sense is refused by its status

    Scenario Outline: <method> <path> gets status <status>
      When a client sends <method> "<path>"
      Then the response should have status <status>

      Examples: what is no identifier, and what is not there
        | method | path                                         | status |
        | GET    | /orders/42                                   | 400    |
        | DELETE | /orders/42                                   | 400    |
        | POST   | /orders                                      | 400    |
        | GET    | /orders/00000000-0000-4000-8000-000000000000 | 404    |
        | GET    | /nothing-here                                | 404    |
        | DELETE | /nothing/at/all                              | 404    |

  @REFUSE-1
  @REFUSE-2
  Rule: Every error is a problem document

    Scenario Outline: <method> <path> is answered with a problem document and status <status>
      When a client sends <method> "<path>"
      Then the response should have:
        | status   | body               |
        | <status> | a problem document |

      @PAGE-4
      Examples: parameters that make no sense
        | method | path                                                   | status |
        | GET    | /orders?limit=0                                        | 400    |
        | GET    | /orders?limit=1&limit=2                                | 400    |
        | GET    | /orders/00000000-0000-4000-8000-000000000000?orderId=1 | 400    |

      Examples: what the order endpoints refuse
        | method | path                                                  | status |
        | GET    | /orders/42                                            | 400    |
        | GET    | /orders/00000000-0000-4000-8000-000000000000          | 404    |
        | GET    | /orders/urn:uuid:00000000-0000-4000-8000-000000000000 | 400    |
        | DELETE | /orders/42                                            | 400    |
        | DELETE | /orders/00000000-0000-4000-8000-000000000000          | 404    |
        | POST   | /orders                                               | 400    |

      Examples: paths that do not exist
        | method | path                 | status |
        | GET    | /nothing-here        | 404    |
        | POST   | /order               | 404    |
        | GET    | /orders/42/fills     | 404    |
        | DELETE | /nothing/at/all      | 404    |
        | GET    | /test-results/no.txt | 404    |

      @REFUSE-4
      Examples: paths that differ in a letter's case or in a slash
        | method | path            | status |
        | GET    | /Orders         | 404    |
        | GET    | /orders/        | 404    |
        | GET    | /HEALTH         | 404    |
        | GET    | /health/        | 404    |
        | GET    | /OpenAPI.json   | 404    |
        | GET    | /asyncapi.json/ | 404    |

      @REFUSE-4
      Examples: a path that cannot be decoded
        | method | path        | status |
        | GET    | /orders/%E0 | 400    |
        | GET    | /%E0        | 404    |

      @REFUSE-4
      Examples: a path that is encoded where it need not be
        | method | path                                             | status |
        | GET    | /orders/%30%300000000-0000-4000-8000-00000000000 | 400    |
        | GET    | /orders/%30%30000000-0000-4000-8000-000000000000 | 404    |

    Scenario Outline: <what> is answered with a problem document and status <status>
      When a client sends <what>
      Then the response should have:
        | status   | body               |
        | <status> | a problem document |

      @REFUSE-4
      Examples: a body that is not what it is said to be
        | what                                        | status |
        | a body without a byte, in chunks            | 400    |
        | a body that is not compressed as it says    | 400    |
        | a body that is compressed in an unknown way | 415    |

    Scenario Outline: What never becomes a request is refused all the same: <what>
      When a client sends <what>
      Then the response should have:
        | status     |
        | 400 to 499 |

      Examples: nothing that a server for the web takes
        | what                      |
        | a line that is no request |
        | headers of 32 KiB         |

  @beyond-contract
  Rule: Our own platform says what is wrong even with what never becomes a request

    @own-platform
    Scenario Outline: <what> gets status <status> in a problem document
      Given the operator has started a platform with MAX_ORDERS set to "10"
      When a client sends <what>
      Then the response should have:
        | status   | body               |
        | <status> | a problem document |

      Examples: nothing that a server for the web takes
        | what                      | status |
        | a line that is no request | 400    |
        | headers of 32 KiB         | 431    |

  @REFUSE-4
  Rule: A wrong method on a known path is answered with the right ones

    Scenario Outline: <method> <path> is refused, and "<allowed>" is allowed
      When a client sends <method> "<path>"
      Then the response should have:
        | status | body               | Allow     |
        | 405    | a problem document | <allowed> |

      Examples: the list of orders
        | method  | path    | allowed   |
        | PUT     | /orders | GET, POST |
        | PATCH   | /orders | GET, POST |
        | DELETE  | /orders | GET, POST |
        | OPTIONS | /orders | GET, POST |

      Examples: one order
        | method | path                                         | allowed     |
        | POST   | /orders/00000000-0000-4000-8000-000000000000 | GET, DELETE |
        | PUT    | /orders/00000000-0000-4000-8000-000000000000 | GET, DELETE |

      Examples: the platform's own paths
        | method | path           | allowed |
        | POST   | /health        | GET     |
        | DELETE | /openapi.json  | GET     |
        | PUT    | /asyncapi.json | GET     |
        | POST   | /              | GET     |
        | PUT    | /api-docs      | GET     |
        | DELETE | /test-results  | GET     |
