-- Counts one request of a credential in all windows of a limit, or in none when one of them is full.
--
-- KEYS[1] the credential under the limit: a hash of when its first request came, and by the length of each window of the
--         cycle that was counted last and of the requests in it
-- ARGV    requests and seconds of each window, in turn
-- returns 1 or 0 for admitted or not, the time, and for each window what is left and how long until it starts anew
--
-- All times are microseconds of Redis' own clock, so those of the replicas do not matter.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])

local fields = {'start'}
for i = 2, #ARGV, 2 do
  fields[i] = 'cycle:' .. ARGV[i]
  fields[i + 1] = 'used:' .. ARGV[i]
end
local known = redis.call('HMGET', KEYS[1], unpack(fields))

local start = tonumber(known[1])
if not start or start > now then -- new, or counted by a clock that was set back since
  start = now
  known = {}
end

local admitted = 1
local longest = 0
local windows = {}
for i = 2, #ARGV, 2 do
  local window = {limit = tonumber(ARGV[i - 1]), length = tonumber(ARGV[i]) * 1000000, used = 0}
  window.cycle = math.floor((now - start) / window.length)
  if tonumber(known[i]) == window.cycle then
    window.used = tonumber(known[i + 1])
  end
  if window.used >= window.limit then
    admitted = 0
  end
  longest = math.max(longest, window.length)
  windows[i / 2] = window
end

local kept = {'start', string.format('%.0f', start)}
local answer = {admitted, now}
for i, window in ipairs(windows) do
  local used = window.used + admitted
  local at = #kept
  kept[at + 1] = fields[2 * i]
  kept[at + 2] = window.cycle
  kept[at + 3] = fields[2 * i + 1]
  kept[at + 4] = used
  answer[2 * i + 1] = math.max(0, window.limit - used)
  answer[2 * i + 2] = window.length - (now - start) % window.length
end
redis.call('HSET', KEYS[1], unpack(kept))
redis.call('PEXPIRE', KEYS[1], 2 * longest / 1000)
return answer
