"""The texts of the API, in Korean and (`_EN`) in English."""

FORBIDDEN = "'{origin}'은(는) 등록되지 않은 누리집입니다. 운영자에게 'mureobwa sites add'로 등록을 요청해 주세요."
FORBIDDEN_EN = (
    "'{origin}' is not a registered origin of this site. Ask the operator to add it with 'mureobwa sites add'."
)
NO_SITE = "다른 누리집에서 부를 때에는 주소에 ?site=누리집이름 을 붙여 주세요."
NO_SITE_EN = "A cross-origin request needs ?site=<site id> in its address."
UNKNOWN_SITE = "'{site}'은(는) 등록되지 않은 누리집 이름입니다. 'mureobwa sites list'로 확인해 주세요."
UNKNOWN_SITE_EN = "There is no site '{site}'. See 'mureobwa sites list'."
TOO_MANY = "{wait} 뒤에 다시 물어봐 주세요. ({name}에 {limit}번까지 물을 수 있습니다.)"
TOO_MANY_OPINIONS = "{wait} 뒤에 다시 보내 주세요. (의견은 {name}에 {limit}번까지 보낼 수 있습니다.)"
TOO_MANY_EN = "Try again in {seconds} seconds. (Limit: {limit} per {name})"
TOO_LARGE = "요청은 {limit:,}바이트까지 받습니다."
TOO_LARGE_EN = "A request may have {limit:,} bytes."
BUSY = "답을 기다리는 질문이 너무 많습니다. {seconds}초 뒤에 다시 물어봐 주세요."
BUSY_EN = "Too many questions are waiting. Try again in {seconds} seconds."
NOT_KEPT = "{seconds}초 뒤에 다시 보내 주세요. 계속되면 운영자에게 알려 주세요."
NOT_KEPT_EN = "Try again in {seconds} seconds; if it goes on, tell the operator."
UNREACHABLE = "지금은 문서를 찾을 수 없습니다. {seconds}초 뒤에 다시 물어봐 주세요."
UNREACHABLE_EN = "The documents cannot be reached now. Try again in {seconds} seconds."
FAILED = "질문하신 분의 잘못이 아닙니다. 잠시 뒤에 다시 시도하시고, 계속되면 요청 번호를 운영자에게 알려 주세요."
FAILED_EN = "It is not your fault. Try again in a moment; if it goes on, tell the operator the request id."
NO_DOCUMENT = "'{id}'(이)라는 문서가 없습니다. GET /api/v1/documents 로 목록을 확인해 주세요."
NO_DOCUMENT_EN = "There is no document '{id}'. See GET /api/v1/documents."
NO_RECEIPT = "'{id}'의 기록이 없습니다. 보관 기간이 지났거나, 기록하지 않기로 한 질문이면 남지 않습니다."
NO_RECEIPT_EN = "Nothing is kept of the answer '{id}'."
NO_LOG = "{seconds}초 뒤에 다시 시도해 주세요."
NO_LOG_EN = "Try again in {seconds} seconds."
NO_MODEL = "'{model}'(이)라는 모델이 없습니다. 'mureobwa'를 쓰세요."
NO_MODEL_EN = "There is no model '{model}'. Use 'mureobwa'."
JSON_ONLY = "Content-Type을 application/json으로 보내 주세요."
JSON_ONLY_EN = "Send Content-Type: application/json."

INVALID_VALUE = {
    "missing": "값이 빠졌습니다.",
    "string_type": "글이어야 합니다.",
    "string_too_short": "비어 있거나 너무 짧습니다.",
    "string_too_long": "너무 깁니다.",
    "string_pattern_mismatch": "형식이 맞지 않습니다.",
    "int_type": "정수여야 합니다.",
    "int_parsing": "정수여야 합니다.",
    "bool_type": "true나 false여야 합니다.",
    "bool_parsing": "true나 false여야 합니다.",
    "less_than_equal": "너무 큽니다.",
    "greater_than_equal": "너무 작습니다.",
    "extra_forbidden": "모르는 이름입니다.",
    "json_invalid": "JSON이 아닙니다.",
    "literal_error": "정해진 값이 아닙니다.",
    "enum": "정해진 값이 아닙니다.",
}
INVALID_OTHER = "값이 올바르지 않습니다."

STAGES = {
    "read_as_meant": "질문을 읽는 중입니다.",
    "retrieve": "문서를 찾는 중입니다.",
    "read": "찾은 대목을 읽는 중입니다.",
    "write": "답을 정리하는 중입니다.",
}
FOUND = "관련 대목 {count}개를 확인했습니다."
