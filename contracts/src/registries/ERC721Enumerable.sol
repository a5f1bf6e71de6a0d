// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITokens} from "../interfaces/Registries.sol";
import {RegistryErrors} from "./RegistryErrors.sol";

/// @title A contract that accepts tokens sent with `safeTransferFrom`. ERC-721.
interface IERC721Receiver {
    function onERC721Received(address operator, address from, uint256 tokenId, bytes calldata data)
        external
        returns (bytes4);
}

/// @dev A token in one slot: whose it is, and where it stands in the owner's list and in the list of all.
struct TokenRecord {
    address owner;
    uint48 indexOfOwner;
    uint48 index;
}

/// @title Non-fungible tokens that can be listed. ERC-721 with its metadata and enumeration extensions.
abstract contract ERC721Enumerable is ITokens, RegistryErrors {
    string public name;
    string public symbol;
    string public baseURI;

    uint256[] private _all;
    mapping(address owner => uint256[]) private _owned;
    mapping(uint256 tokenId => TokenRecord) private _tokens;
    mapping(uint256 tokenId => address) private _approved;
    mapping(address owner => mapping(address operator => bool)) private _operators;

    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);
    event Approval(address indexed owner, address indexed approved, uint256 indexed tokenId);
    event ApprovalForAll(address indexed owner, address indexed operator, bool approved);

    /// @notice How many tokens an account owns.
    /// @custom:errors ERC721InvalidOwner
    function balanceOf(address owner) external view returns (uint256) {
        if (owner == address(0)) revert ERC721InvalidOwner(owner);
        return _owned[owner].length;
    }

    /// @notice Whose a token is.
    /// @custom:errors ERC721NonexistentToken
    function ownerOf(uint256 tokenId) public view returns (address owner) {
        owner = _tokens[tokenId].owner;
        if (owner == address(0)) revert ERC721NonexistentToken(tokenId);
    }

    /// @notice Where a token's description is: the base URI and its id in decimal; empty without a base URI.
    /// @custom:errors ERC721NonexistentToken
    function tokenURI(uint256 tokenId) external view returns (string memory) {
        ownerOf(tokenId);
        return bytes(baseURI).length == 0 ? "" : string.concat(baseURI, _decimal(tokenId));
    }

    /// @notice How many tokens there are.
    function totalSupply() external view returns (uint256) {
        return _all.length;
    }

    /// @notice The token at a position among all.
    /// @custom:errors ERC721OutOfBoundsIndex
    function tokenByIndex(uint256 index) external view returns (uint256) {
        if (index >= _all.length) revert ERC721OutOfBoundsIndex(address(0), index);
        return _all[index];
    }

    /// @notice The token at a position among an owner's.
    /// @custom:errors ERC721OutOfBoundsIndex
    function tokenOfOwnerByIndex(address owner, uint256 index) external view returns (uint256) {
        if (index >= _owned[owner].length) revert ERC721OutOfBoundsIndex(owner, index);
        return _owned[owner][index];
    }

    /// @notice Who may move a token besides its owner; zero for nobody.
    /// @custom:errors ERC721NonexistentToken
    function getApproved(uint256 tokenId) external view returns (address) {
        ownerOf(tokenId);
        return _approved[tokenId];
    }

    /// @notice Whether an operator may move all of an owner's tokens.
    function isApprovedForAll(address owner, address operator) public view returns (bool) {
        return _operators[owner][operator];
    }

    /// @notice Lets an account move a token; zero for nobody.
    /// @custom:errors ERC721NonexistentToken, ERC721InvalidApprover
    function approve(address to, uint256 tokenId) external {
        address owner = ownerOf(tokenId);
        if (msg.sender != owner && !isApprovedForAll(owner, msg.sender)) revert ERC721InvalidApprover(msg.sender);
        _approved[tokenId] = to;
        emit Approval(owner, to, tokenId);
    }

    /// @notice Lets an operator move all of the sender's tokens, or no longer.
    /// @custom:errors ERC721InvalidOperator
    function setApprovalForAll(address operator, bool approved) external {
        if (operator == address(0)) revert ERC721InvalidOperator(operator);
        _operators[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
    }

    /// @notice Gives a token to another account.
    /// @custom:errors ERC721InvalidReceiver, ERC721NonexistentToken, ERC721InsufficientApproval, ERC721IncorrectOwner
    function transferFrom(address from, address to, uint256 tokenId) public {
        if (to == address(0)) revert ERC721InvalidReceiver(to);
        address owner = ownerOf(tokenId);
        if (msg.sender != owner && msg.sender != _approved[tokenId] && !isApprovedForAll(owner, msg.sender)) {
            revert ERC721InsufficientApproval(msg.sender, tokenId);
        }
        if (owner != from) revert ERC721IncorrectOwner(from, tokenId, owner);
        delete _approved[tokenId];
        _leave(from, tokenId);
        _join(to, tokenId);
        emit Transfer(from, to, tokenId);
    }

    /// @notice Gives a token to another account, which must accept it if it is a contract.
    /// @custom:errors ERC721InvalidReceiver, ERC721NonexistentToken, ERC721InsufficientApproval, ERC721IncorrectOwner
    function safeTransferFrom(address from, address to, uint256 tokenId) external {
        safeTransferFrom(from, to, tokenId, "");
    }

    /// @notice Gives a token to another account, which must accept it if it is a contract.
    /// @dev A receiver that refuses with a reason is heard.
    /// @custom:errors ERC721InvalidReceiver, ERC721NonexistentToken, ERC721InsufficientApproval, ERC721IncorrectOwner
    function safeTransferFrom(address from, address to, uint256 tokenId, bytes memory data) public {
        transferFrom(from, to, tokenId);
        if (to.code.length == 0) return;
        (bool ok, bytes memory answer) =
            to.call(abi.encodeCall(IERC721Receiver.onERC721Received, (msg.sender, from, tokenId, data)));
        if (ok && bytes32(answer) == IERC721Receiver.onERC721Received.selector) return;
        if (ok || answer.length == 0) revert ERC721InvalidReceiver(to);
        assembly ("memory-safe") {
            revert(add(answer, 32), mload(answer))
        }
    }

    /// @notice Which interfaces the contract has. ERC-165.
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == 0x01ffc9a7 // ERC-165
            || interfaceId == 0x80ac58cd // ERC-721
            || interfaceId == 0x5b5e139f // its metadata
            || interfaceId == 0x780e9d63; // its enumeration
    }

    function _exists(uint256 tokenId) internal view returns (bool) {
        return _tokens[tokenId].owner != address(0);
    }

    function _ownerOf(uint256 tokenId) internal view returns (address) {
        return _tokens[tokenId].owner;
    }

    function _mint(address to, uint256 tokenId) internal {
        if (to == address(0)) revert ERC721InvalidReceiver(to);
        _tokens[tokenId].index = uint48(_all.length);
        _all.push(tokenId);
        _join(to, tokenId);
        emit Transfer(address(0), to, tokenId);
    }

    function _join(address owner, uint256 tokenId) private {
        TokenRecord storage token = _tokens[tokenId];
        token.owner = owner;
        token.indexOfOwner = uint48(_owned[owner].length);
        _owned[owner].push(tokenId);
    }

    /// @dev The owner's last token takes the place of the one that leaves.
    function _leave(address owner, uint256 tokenId) private {
        uint256[] storage owned = _owned[owner];
        uint48 place = _tokens[tokenId].indexOfOwner;
        uint256 last = owned[owned.length - 1];
        owned[place] = last;
        _tokens[last].indexOfOwner = place;
        owned.pop();
    }

    function _decimal(uint256 value) private pure returns (string memory) {
        uint256 length = 1;
        for (uint256 rest = value; rest > 9; rest /= 10) {
            ++length;
        }
        bytes memory digits = new bytes(length);
        while (length > 0) {
            digits[--length] = bytes1(uint8(48 + value % 10));
            value /= 10;
        }
        return string(digits);
    }
}
