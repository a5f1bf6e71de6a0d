// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The registries' errors, as published (ERC-6093 and those of its common implementation).
/// @dev Some are listed only because the published ABI lists them.
interface RegistryErrors {
    /// @notice An address that cannot own anything.
    error ERC721InvalidOwner(address owner);
    /// @notice No token has this id.
    error ERC721NonexistentToken(uint256 tokenId);
    /// @notice The token is not `sender`'s.
    error ERC721IncorrectOwner(address sender, uint256 tokenId, address owner);
    /// @notice Tokens do not come from there.
    error ERC721InvalidSender(address sender);
    /// @notice Tokens cannot go there.
    error ERC721InvalidReceiver(address receiver);
    /// @notice The operator may not move the token.
    error ERC721InsufficientApproval(address operator, uint256 tokenId);
    /// @notice The account may not approve for the token.
    error ERC721InvalidApprover(address approver);
    /// @notice Address zero cannot be an operator.
    error ERC721InvalidOperator(address operator);
    /// @notice The owner, or all owners if `owner` is zero, have fewer tokens.
    error ERC721OutOfBoundsIndex(address owner, uint256 index);
    /// @notice Never reverted with: tokens are minted one by one.
    error ERC721EnumerableForbiddenBatchMint();
    /// @notice Never reverted with: strangers are told "Ownable: caller is not the owner".
    error OwnableUnauthorizedAccount(address account);
    /// @notice Never reverted with: "Ownable: new owner is the zero address" is.
    error OwnableInvalidOwner(address owner);
    /// @notice Never reverted with: where the same entry exists, "Create2: Failed on deploy" is.
    error Create2FailedDeployment();
    /// @notice Never reverted with: entries are created without funds.
    error Create2InsufficientBalance(uint256 balance, uint256 needed);
    /// @notice Never reverted with: entries have code.
    error Create2EmptyBytecode();
    /// @notice The registry was initialised before.
    error AlreadyInitialized();
    /// @notice More bytes than an entry's field can hold.
    error FieldTooLong(uint256 length, uint256 max);
}
