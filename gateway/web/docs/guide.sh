#: token
SERVER=https://markt.example; API=$SERVER/api/v1
field() { python3 -c 'import json,sys
value = json.load(sys.stdin)
for key in sys.argv[1].split("."): value = value[int(key) if key.isdigit() else key]
print(value)' "$1"; }
token() { curl -s $SERVER/oauth/token -u "$1:$2" \
  -d grant_type=client_credentials | field access_token; }
TOKEN=$(token "$CLIENT_ID" "$CLIENT_SECRET")
curl -s "$API/me/client" -H "Authorization: Bearer $TOKEN" | field body
#: search
PROFILE=$(curl -s -G "$API/profiles" --data-urlencode "q=$SERVICE" -d kind=efa | python3 -c '
import json,sys
print([one["id"] for one in json.load(sys.stdin)["items"] if one["title"]["de"] == sys.argv[1]][0])
' "$SERVICE")
curl -s "$API/profiles/$PROFILE/orderable?body=$BODY" | field orderable
#: order
KEY=$(python3 -c 'import uuid; print(uuid.uuid4())')
CONTACT='{"name": "Max Gruber", "department": "Bürgerbüro",
  "email": "buero@aschau.example", "phone": "08052 9510"}'
order() { curl -s -D headers.txt "$API/orders" -H "Authorization: Bearer $TOKEN" \
  -H "Idempotency-Key: $KEY" -H 'Content-Type: application/json' -d '{
  "body": "'$BODY'", "profile": "'$PROFILE'", "usage": "new", "costs_acknowledged": true,
  "functional_contact": '"$CONTACT"', "technical_contact": '"$CONTACT"'}'; }
ORDER=$(order | field id)
#: idempotency
order | field state
grep -i '^Idempotent-Replayed' headers.txt | tr -d '\r'
#: errors
CODE=$(curl -s "$API/orders/none" -H "Authorization: Bearer $TOKEN" | field code)
curl -s -o /dev/null -w '%{http_code}\n' $SERVER/problems/$CODE
#: events
VENDOR=$(token "$VENDOR_CLIENT_ID" "$VENDOR_CLIENT_SECRET")
curl -s "$API/events?limit=100" -H "Authorization: Bearer $VENDOR" | field has_more
#: paging
NEXT=$(curl -s "$API/profiles?limit=2" | field next)
curl -s -G "$API/profiles" -d limit=2 --data-urlencode "cursor=$NEXT" | field items.0.kind
curl -s -o /dev/null -w '%{content_type}\n' "$API/profiles?format=csv"
#: language
curl -s "$API/profiles/$PROFILE/orderable?body=$BODY" -H 'Accept-Language: en' | field reason
#: limits
curl -s -o /dev/null -D - "$API/orders/$ORDER" -H "Authorization: Bearer $TOKEN" \
  | grep -i '^RateLimit-Limit' | tr -d '\r'
#: session
CSRF=$(curl -s "$API/me" -b "$COOKIE" | field csrf_token)
curl -s -o /dev/null -w '%{http_code}\n' "$API/me/sessions/revoke-all" -b "$COOKIE" \
  -H "X-CSRF-Token: $CSRF" -H 'Content-Type: application/json' -d '{"keep_this": true}'
