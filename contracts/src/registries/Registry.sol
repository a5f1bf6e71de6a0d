// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistry, IRegistryEntry} from "../interfaces/Registries.sol";
import {CodeStore} from "../libraries/CodeStore.sol";
import {ERC721Enumerable} from "./ERC721Enumerable.sol";
import {Fields} from "./Fields.sol";

/// @title A registry of assets: it makes their entries and tokens, one of each at the same number.
/// @notice An entry is at the CREATE2 address of keccak256(initialisation call, first owner) and `proxyCode`.
abstract contract Registry is ERC721Enumerable, IRegistry {
    /// @notice Who may set what does not touch entries.
    address public owner;
    /// @notice The code entries run.
    address public immutable master;
    /// @notice An earlier registry, whose entries count as registered.
    IRegistry public previous;
    /// @notice Whether `previous` is settled.
    bool public initialized;

    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);

    modifier onlyOwner() {
        require(msg.sender == owner, "Ownable: caller is not the owner");
        _;
    }

    /// @dev The deployer owns the registry until it transfers ownership.
    constructor(address master_, string memory name_, string memory symbol_) {
        master = master_;
        name = name_;
        symbol = symbol_;
        _setOwner(msg.sender);
    }

    /// @dev Answers `CodeStore`; nothing else may come without a function.
    fallback() external {
        CodeStore.serve();
        revert("fallback-disabled");
    }

    /// @notice Settles which registry came before (zero for none), once.
    /// @custom:errors "Ownable: caller is not the owner", AlreadyInitialized
    function initialize(address previous_) external onlyOwner {
        if (initialized) revert AlreadyInitialized();
        initialized = true;
        previous = IRegistry(previous_);
    }

    /// @notice Whether an entry is of this registry or an earlier one.
    function isRegistered(address entry) public view returns (bool) {
        return _exists(uint160(entry)) || (address(previous) != address(0) && previous.isRegistered(entry));
    }

    /// @inheritdoc IRegistry
    function ownerOfEntry(address entry) external view returns (address entryOwner) {
        entryOwner = _ownerOf(uint160(entry));
        if (entryOwner == address(0) && isRegistered(entry)) entryOwner = IRegistryEntry(entry).owner();
    }

    /// @notice The initialisation code of entries, which asks the registry for the rest.
    function proxyCode() external pure returns (bytes memory) {
        return CodeStore.INIT_CODE;
    }

    /// @notice The hash of `proxyCode`, for who computes entries' addresses.
    function proxyCodeHash() external pure returns (bytes32) {
        return CodeStore.INIT_CODE_HASH;
    }

    /// @notice Sets where tokens' descriptions are.
    /// @custom:errors "Ownable: caller is not the owner"
    function setBaseURI(string calldata baseURI_) external onlyOwner {
        baseURI = baseURI_;
    }

    /// @notice Always reverts: there are no ENS names on this chain.
    /// @dev Virtual, or the compiler would insist on a view, which clients do not send.
    /// @custom:errors "Ownable: caller is not the owner", "Operation not supported on this chain"
    function setName(address, string calldata) external virtual onlyOwner {
        revert("Operation not supported on this chain");
    }

    /// @notice Gives the registry to a new owner.
    /// @custom:errors "Ownable: caller is not the owner", "Ownable: new owner is the zero address"
    function transferOwnership(address newOwner) external onlyOwner {
        require(newOwner != address(0), "Ownable: new owner is the zero address");
        _setOwner(newOwner);
    }

    /// @notice Leaves the registry without an owner, for good.
    /// @custom:errors "Ownable: caller is not the owner"
    function renounceOwnership() external onlyOwner {
        _setOwner(address(0));
    }

    /// @dev Makes an entry with `fields` behind its code; `initializer` is the call that would set them.
    function _create(address entryOwner, bytes memory initializer, bytes memory fields)
        internal
        returns (address entry)
    {
        bytes32 salt = _salt(initializer, entryOwner);
        entry = CodeStore.addressOf(salt);
        require(entry.code.length == 0, "Create2: Failed on deploy");
        CodeStore.write(salt, bytes.concat(Fields.clone(master), fields));
        _mint(entryOwner, uint160(entry));
    }

    function _predict(address entryOwner, bytes memory initializer) internal view returns (address) {
        return CodeStore.addressOf(_salt(initializer, entryOwner));
    }

    function _salt(bytes memory initializer, address entryOwner) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(initializer, entryOwner));
    }

    function _setOwner(address newOwner) private {
        emit OwnershipTransferred(owner, newOwner);
        owner = newOwner;
    }
}
