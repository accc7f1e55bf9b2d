<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Piwik\Plugins\OAuth2\Server\Http\Preflight;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Resource\AccessToken;
use Piwik\Plugins\OAuth2\Server\Resource\BearerError;
use Piwik\Plugins\OAuth2\Server\Resource\BearerTokenVerifier;
use Piwik\Plugins\OAuth2\Server\Scope;

/**
 * A small MCP server (Streamable HTTP, without sessions) at the address of Matomo's plugin McpServer, for trying MCP
 * clients: its challenges lead them to the authorization server. One of its tools reads, one writes.
 */
final readonly class McpServer
{
    public const METHOD = 'McpServer.mcp';

    /** The protocol version for clients that request an unknown one. */
    private const NEWEST = '2025-11-25';

    private const VERSIONS = ['2025-03-26', '2025-06-18', self::NEWEST];

    /** Description and needed scope by name. */
    private const TOOLS = [
        'visits_summary' => ['Visits and actions of yesterday on the demo website', Scope::Read],
        'add_annotation' => ['Adds a note to the demo website', Scope::Write],
    ];

    /** The resource identifier: a URL with a query (RFC 8707 2 allows one). */
    private string $resource;

    public function __construct(
        private BearerTokenVerifier $bearer,
        private HostUsers $users,
        private string $issuer,
    ) {
        $this->resource = $issuer . '/index.php?module=API&method=' . self::METHOD . '&format=mcp';
    }

    public function answer(Request $request): Response
    {
        if ($request->method === 'OPTIONS') {
            return Response::empty(204, ProtectedApi::CORS + Preflight::headers(
                'POST, OPTIONS',
                $request->header('access-control-request-headers'),
                600,
            ));
        }
        try {
            $token = $this->bearer->authenticate($request, [$this->resource]);
            if ($request->method !== 'POST') {
                return Response::empty(405, ['Allow' => 'POST, OPTIONS'] + ProtectedApi::CORS);
            }

            return $this->message($request->body, $token);
        } catch (BearerError $error) {
            return self::json(
                $error->status,
                ['error' => $error->error ?? 'unauthorized', 'error_description' => $error->description],
                $error->headers(),
            );
        }
    }

    /** @throws BearerError if the tool needs more scope than the token has */
    private function message(string $body, AccessToken $token): Response
    {
        $message = json_decode($body, true, 16);
        $method = \is_array($message) ? $message['method'] ?? null : null;
        if (!\is_array($message) || array_is_list($message) || !\is_string($method)) {
            return self::json(400, self::failed(null, -32600, 'Not a JSON-RPC request'));
        }
        $id = $message['id'] ?? null;
        if (!\is_string($id) && !\is_int($id)) {
            // A notification has no answer.
            return Response::empty(202, ProtectedApi::CORS);
        }
        $parameters = \is_array($message['params'] ?? null) ? $message['params'] : [];

        return self::json(200, match ($method) {
            'initialize' => self::result($id, [
                'protocolVersion' => \in_array($parameters['protocolVersion'] ?? '', self::VERSIONS, true)
                    ? $parameters['protocolVersion']
                    : self::NEWEST,
                'capabilities' => ['tools' => new \stdClass()],
                'serverInfo' => ['name' => 'oauth2-demo', 'version' => '1'],
            ]),
            'ping' => self::result($id, new \stdClass()),
            'tools/list' => self::result($id, ['tools' => self::tools()]),
            'tools/call' => $this->call($id, $parameters['name'] ?? '', $token),
            default => self::failed($id, -32601, 'Unknown method'),
        });
    }

    /** @return array<string, mixed> */
    private function call(string|int $id, mixed $tool, AccessToken $token): array
    {
        [, $needed] = self::TOOLS[\is_string($tool) ? $tool : ''] ?? [null, null];
        if ($needed === null) {
            return self::failed($id, -32602, 'Unknown tool');
        }
        if (!$token->scope->covers($needed)) {
            throw $this->bearer->insufficientScope($needed, $this->resource);
        }
        $allowed = $this->users->find($token->login)?->highestScope?->covers($needed) === true;
        $text = match (true) {
            !$allowed => 'The user may not do this',
            $tool === 'visits_summary' => '{"nb_visits": 814, "nb_actions": 2931}',
            default => 'Added',
        };

        return self::result($id, ['content' => [['type' => 'text', 'text' => $text]], 'isError' => !$allowed]);
    }

    /** @return list<array<string, mixed>> */
    private static function tools(): array
    {
        $tools = [];
        foreach (self::TOOLS as $name => [$description, $needed]) {
            $tools[] = [
                'name' => $name,
                'description' => $description,
                'inputSchema' => ['type' => 'object', 'properties' => new \stdClass()],
                'annotations' => ['readOnlyHint' => $needed === Scope::Read],
            ];
        }

        return $tools;
    }

    /**
     * @param array<string, mixed>|\stdClass $result
     * @return array<string, mixed>
     */
    private static function result(string|int $id, array|\stdClass $result): array
    {
        return ['jsonrpc' => '2.0', 'id' => $id, 'result' => $result];
    }

    /** @return array<string, mixed> */
    private static function failed(string|int|null $id, int $code, string $message): array
    {
        return ['jsonrpc' => '2.0', 'id' => $id, 'error' => ['code' => $code, 'message' => $message]];
    }

    /**
     * @param array<string, mixed> $members
     * @param array<string, string> $headers
     */
    private static function json(int $status, array $members, array $headers = []): Response
    {
        return Response::json($status, $members, $headers + ProtectedApi::CORS + Response::NO_STORE);
    }
}
