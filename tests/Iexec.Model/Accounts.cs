using Iexec.Ethereum;

namespace Iexec.Model;

/// <summary>Contracts that the hub meets: who has code, and who is a group of whom.</summary>
internal sealed class Accounts
{
    private readonly HashSet<Address> _contracts = [];
    private readonly Dictionary<Address, Func<Address, bool>> _groups = [];

    public void AddContract(Address contract) => _contracts.Add(contract);

    public void AddGroup(Address group, Func<Address, bool> isMember)
    {
        _contracts.Add(group);
        _groups[group] = isMember;
    }

    /// <summary>Whether a restriction to an account, a group or (zero) nobody in particular lets an account in.</summary>
    public bool Accepts(Address restriction, Address account) =>
        restriction == Address.Zero || restriction == account || (_groups.TryGetValue(restriction, out var isMember) && isMember(account));

    /// <summary>Whether a signature is an account's. Address zero signs nothing, and contracts judge for themselves.</summary>
    public Refusal? CheckSignature(Address signer, ModelSignature signature, Refusal otherwise) =>
        signer == Address.Zero ? otherwise
        : signature.Signer == signer ? null
        : signature.HasAccountForm || _contracts.Contains(signer) ? otherwise
        : Errors.Text("invalid-signature-format");
}
