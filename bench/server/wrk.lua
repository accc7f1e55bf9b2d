-- SPDX-License-Identifier: GPL-3.0-or-later
-- One request for wrk, from the environment: BENCH_METHOD, BENCH_BODY, BENCH_AUTHORIZATION. Prints one line at the end:
-- requests, microseconds, errors (answers other than 2xx and 3xx, and broken connections), median and p99 in microseconds.
wrk.method = os.getenv("BENCH_METHOD")
wrk.body = os.getenv("BENCH_BODY")
wrk.headers["Authorization"] = os.getenv("BENCH_AUTHORIZATION")
if wrk.body then
   wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end

function done(summary, latency, requests)
   local e = summary.errors
   io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
      e.status + e.connect + e.read + e.write + e.timeout, latency:percentile(50), latency:percentile(99)))
end
