<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Storage;

use PHPUnit\Framework\Attributes\CoversNothing;
use Piwik\Plugins\OAuth2\Storage\ClientEventRecord;
use Piwik\Plugins\OAuth2\Storage\ClientEventTable;

#[CoversNothing]
final class ClientEventTableTest extends StorageTestCase
{
    public function testTheLongestAddressOfADocumentHasALog(): void
    {
        $address = 'https://app.example/' . str_repeat('a', 235);
        $events = new ClientEventTable($this->connection);
        $events->insert(new ClientEventRecord($address, 'client.updated', self::NOW, '', []));
        self::assertEquals([new ClientEventRecord($address, 'client.updated', self::NOW, '', [])], $events->list($address, 10));
        self::assertTrue($events->has($address, 'client.updated', self::NOW - 1));
    }
}
