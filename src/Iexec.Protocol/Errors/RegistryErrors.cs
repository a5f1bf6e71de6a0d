using System.Numerics;
using Iexec.Ethereum;
using static Iexec.Protocol.ArgumentText;

namespace Iexec.Protocol;

/// <summary>Errors about the registries of apps, datasets and workerpools, whose entries are ERC-721 tokens.</summary>
internal static class RegistryErrors
{
    public static readonly ErrorSentence[] All =
    [
        new("error Create2FailedDeployment()",
            _ => "the same content is registered for this owner already: use that entry, or change the name"),
        new("error Create2InsufficientBalance(uint256 balance, uint256 needed)",
            v => $"the registry has {Units.Format((BigInteger)v[0])} ETH, but {Units.Format((BigInteger)v[1])} ETH are needed to create the entry"),
        new("error Create2EmptyBytecode()",
            _ => "the entry cannot be created, for it would have no code"),
        new("error FieldTooLong(uint256 length, uint256 max)",
            v => $"a name, description or address of {v[0]} bytes is too long for an entry: use {v[1]} at most"),
        new("error AlreadyInitialized()",
            _ => "the registry is initialised already, which happens once"),
        new("error OwnableUnauthorizedAccount(address account)",
            v => $"{v[0]} is not the registry's owner, who alone may do this: use the owner's wallet"),
        new("error OwnableInvalidOwner(address owner)",
            v => $"{v[0]} cannot own the registry: give the address of an account"),
        new("error ERC721InvalidOwner(address owner)",
            v => $"{v[0]} cannot own entries: give the address of an account"),
        new("error ERC721NonexistentToken(uint256 tokenId)",
            v => $"the registry has no entry {Entry(v[0])}: check the address, and whether it is that of an app, a dataset or a workerpool"),
        new("error ERC721IncorrectOwner(address sender, uint256 tokenId, address owner)",
            v => $"entry {Entry(v[1])} is not {v[0]}'s, but {v[2]}'s"),
        new("error ERC721InvalidSender(address sender)",
            v => $"entries cannot come from {v[0]}"),
        new("error ERC721InvalidReceiver(address receiver)",
            v => $"{v[0]} cannot receive an entry: give the address of an account, or of a contract that takes ERC-721 tokens"),
        new("error ERC721InsufficientApproval(address operator, uint256 tokenId)",
            v => $"{v[0]} may not move entry {Entry(v[1])}: its owner has to do it, or approve first"),
        new("error ERC721InvalidApprover(address approver)",
            v => $"{v[0]} may not approve for the entry: only its owner, or who may move all the owner's entries"),
        new("error ERC721InvalidOperator(address operator)",
            v => $"{v[0]} cannot be allowed to move entries: give the address of an account"),
        new("error ERC721OutOfBoundsIndex(address owner, uint256 index)",
            v => (Address)v[0] == Address.Zero
                ? $"the registry has fewer entries than to have one at position {v[1]}, counted from 0"
                : $"{v[0]} has fewer entries than to have one at position {v[1]}, counted from 0"),
        new("error ERC721EnumerableForbiddenBatchMint()",
            _ => "entries can only be registered one by one"),
    ];
}
