using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Iexec.Ethereum;

/// <summary>The sponge of Keccak with a rate of 136 bytes, which absorbs its input piece by piece.</summary>
internal struct KeccakSponge
{
    private const int Rate = 136;

    private KeccakState _state;
    private int _position;

    public void Absorb(ReadOnlySpan<byte> data)
    {
        while (_position % 8 != 0 && !data.IsEmpty) AbsorbByte(ref data);
        while (data.Length >= 8)
        {
            _state[_position / 8] ^= BinaryPrimitives.ReadUInt64LittleEndian(data);
            data = data[8..];
            Advance(8);
        }
        while (!data.IsEmpty) AbsorbByte(ref data);
    }

    /// <summary>Pads, and writes the 32 bytes of the hash.</summary>
    public void Finish(Span<byte> hash)
    {
        _state[_position / 8] ^= 1UL << (_position % 8 * 8);
        _state[Rate / 8 - 1] ^= 1UL << 63;
        KeccakPermutation.Apply(ref _state);
        for (var i = 0; i < 4; i++) BinaryPrimitives.WriteUInt64LittleEndian(hash[(i * 8)..], _state[i]);
    }

    private void AbsorbByte(ref ReadOnlySpan<byte> data)
    {
        _state[_position / 8] ^= (ulong)data[0] << (_position % 8 * 8);
        data = data[1..];
        Advance(1);
    }

    private void Advance(int bytes)
    {
        _position += bytes;
        if (_position < Rate) return;
        KeccakPermutation.Apply(ref _state);
        _position = 0;
    }
}

/// <summary>The 25 lanes of Keccak-f[1600]; lane (x, y) is at 5y + x.</summary>
[InlineArray(25)]
internal struct KeccakState
{
    private ulong _lane;
}
