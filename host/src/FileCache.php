<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Piwik\Plugins\OAuth2\Server\Port\Cache;

/** A cache in APCu's shared memory, or in the files of one folder if PHP has no APCu. */
final readonly class FileCache implements Cache
{
    private bool $inMemory;

    /** @param string $folder is created if it is missing; its path separates several hosts on one machine */
    public function __construct(private string $folder)
    {
        $this->inMemory = \function_exists('apcu_enabled') && apcu_enabled();
    }

    public function get(string $key): mixed
    {
        if ($this->inMemory) {
            $value = apcu_fetch($this->folder . '/' . $key, $found);

            return $found === true ? $value : null;
        }
        $text = is_file($this->file($key)) ? file_get_contents($this->file($key)) : false;
        $entry = $text === false ? null : json_decode($text, true);

        return \is_array($entry) && ($entry['until'] ?? 0) > time() ? $entry['value'] ?? null : null;
    }

    public function set(string $key, mixed $value, int $ttl): void
    {
        if ($this->inMemory) {
            apcu_store($this->folder . '/' . $key, $value, $ttl);

            return;
        }
        $entry = json_encode(['until' => time() + $ttl, 'value' => $value], JSON_THROW_ON_ERROR);
        WholeFile::write($this->file($key), $entry);
    }

    public function delete(string $key): void
    {
        if ($this->inMemory) {
            apcu_delete($this->folder . '/' . $key);
        } elseif (is_file($this->file($key))) {
            @unlink($this->file($key));
        }
    }

    private function file(string $key): string
    {
        return $this->folder . '/' . rawurlencode($key);
    }
}
